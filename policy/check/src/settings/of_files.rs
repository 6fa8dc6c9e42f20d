//! What a settings file says to whoever looks for files and writes reports: its bytes in, what is left out, rule files, formats and the
//! baseline out. Says nothing of mistakes: they are told of each template that the file counts for.

use tablewarden_source::SourceText;
use tablewarden_template::{Reading, Syntax, Value, View, read};

use super::read::LIMITS;

/// What a settings file says of files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileSettings {
    /// Globs of the files that are left out.
    pub exclude: Vec<String>,
    /// Globs, one of which has to cover a file; none is no condition.
    pub only: Vec<String>,
    /// Globs, none of which may cover a file.
    pub except: Vec<String>,
    /// Rule files, and folders of them.
    pub rule_files: Vec<String>,
    /// Formats, each alone or as `FORMAT=FILE`.
    pub formats: Vec<String>,
    /// The baseline file.
    pub baseline: Option<String>,
}

/// Reads what the bytes of a settings file say of files.
#[must_use]
pub fn file_settings(bytes: &[u8]) -> FileSettings {
    let source = SourceText::new(bytes);
    let document = read(&source.text, Syntax::Auto, LIMITS);
    let view = View::new(&document.tree, Reading::CloudFormation);
    let texts = |path: &[&str]| {
        let Some(at) = view.root().and_then(|root| view.find(root, path)) else { return Vec::new() };
        let one = (view.value(at) != Value::List).then_some(at);
        let said = view.items(at).chain(one).filter_map(|at| view.str(at));
        said.filter(|text| !text.is_empty()).map(str::to_owned).collect()
    };
    FileSettings {
        exclude: texts(&["exclude"]),
        only: texts(&["paths", "only"]),
        except: texts(&["paths", "except"]),
        rule_files: texts(&["ruleFiles"]),
        formats: texts(&["format"]),
        baseline: texts(&["baseline"]).pop(),
    }
}
