//! The manifests of a CDK cloud assembly: their bytes in, the stacks, the assemblies and the published files that they list out,
//! in their order. What is missing in one is none; reads no file.

use tablewarden_template::{At, Entry, Limits, Reading, Syntax, Value, View, read};
use tablewarden_wire::Stack;

/// The name of the file that says what an assembly is made of.
pub(crate) const MANIFEST: &str = "manifest.json";

/// The file that the CDK puts into each assembly, with the version of its manifest.
pub(crate) const MARKER: &str = "cdk.out";

/// How the names of templates end that an assembly publishes beside those of its stacks.
const PUBLISHED: &str = ".template.json";

/// What the manifest of an assembly lists and a check is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Artifact {
    Stack(StackArtifact),
    /// An assembly in this folder: a stage.
    Assembly(String),
}

/// A stack. Paths are relative to the manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StackArtifact {
    pub(crate) stack: Stack,
    /// Its template; empty where the manifest names none.
    pub(crate) template: String,
    /// The manifests of the files that are published for it.
    pub(crate) assets: Vec<String>,
}

/// A template that is published for a stack. The path is relative to the manifest of assets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Published {
    pub(crate) path: String,
    /// The path from the stack's construct to that of the nested stack, where the manifest tells it.
    pub(crate) construct: Option<String>,
}

/// What an assembly's manifest lists; none where these bytes are no such manifest.
pub(crate) fn artifacts(bytes: &[u8]) -> Option<Vec<Artifact>> {
    of_json(bytes, |view, root| {
        let artifacts = view.get(root, "artifacts").filter(|at| view.value(*at) == Value::Map)?;
        view.get(root, "version")?;
        let file_of = |id: &str| {
            let artifact = view.get(artifacts, id)?;
            let is_assets = text(view, artifact, &["type"]) == Some("cdk:asset-manifest");
            text(view, artifact, &["properties", "file"]).filter(|_| is_assets).map(str::to_owned)
        };
        let artifact = |entry: Entry<'_>| match text(view, entry.value, &["type"])? {
            "aws:cloudformation:stack" => Some(Artifact::Stack(StackArtifact {
                stack: stack(view, &entry),
                template: text(view, entry.value, &["properties", "templateFile"]).unwrap_or("").to_owned(),
                assets: texts(view, entry.value, "dependencies").filter_map(file_of).collect(),
            })),
            "cdk:cloud-assembly" => {
                let folder = text(view, entry.value, &["properties", "directoryName"]);
                Some(Artifact::Assembly(folder.unwrap_or(entry.key).to_owned()))
            }
            _ => None,
        };
        Some(view.entries(artifacts).filter_map(artifact).collect())
    })
}

/// The templates that a manifest of assets lists; none where these bytes are no such manifest.
pub(crate) fn published(bytes: &[u8]) -> Option<Vec<Published>> {
    of_json(bytes, |view, root| {
        let files = view.get(root, "files")?;
        let template = |entry: Entry<'_>| {
            let path = text(view, entry.value, &["source", "path"]).filter(|path| path.ends_with(PUBLISHED))?;
            let shown = text(view, entry.value, &["displayName"]);
            let construct = shown.and_then(|shown| shown.strip_suffix(" Nested Stack Template"));
            Some(Published { path: path.to_owned(), construct: construct.map(str::to_owned) })
        };
        Some(view.entries(files).filter_map(template).collect())
    })
}

/// The stack of an artifact. The CDK shows it by the path of its construct; the id was enough before there were stages.
fn stack(view: View<'_>, artifact: &Entry<'_>) -> Stack {
    let name = text(view, artifact.value, &["displayName"]).unwrap_or(artifact.key);
    let environment = text(view, artifact.value, &["environment"]).and_then(|text| text.strip_prefix("aws://"));
    let known = |part: &&str| !part.is_empty() && !part.starts_with("unknown-");
    let (account, region) = environment.and_then(|text| text.split_once('/')).unwrap_or_default();
    Stack {
        name: name.to_owned(),
        construct_path: Some(name.to_owned()),
        region: Some(region).filter(known).map(str::to_owned),
        account: Some(account).filter(known).map(str::to_owned),
    }
}

fn text<'d>(view: View<'d>, at: At, path: &[&str]) -> Option<&'d str> {
    view.str(view.find(at, path)?)
}

fn texts<'d>(view: View<'d>, at: At, key: &str) -> impl Iterator<Item = &'d str> {
    view.get(at, key).into_iter().flat_map(move |list| view.items(list)).filter_map(move |item| view.str(item))
}

/// Reads a JSON document; none where it is none, or has nothing of the kind.
fn of_json<T>(bytes: &[u8], look: impl FnOnce(View<'_>, At) -> Option<T>) -> Option<T> {
    let limits = Limits { bytes: crate::host::MOST_BYTES, nodes: 4_000_000, depth: 64 };
    let document = read(str::from_utf8(bytes).ok()?, Syntax::Json, limits);
    let view = View::new(&document.tree, Reading::CloudFormation);
    look(view, view.root().filter(|_| document.problems.is_empty())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_lists_stacks_and_stages_in_its_order() {
        let manifest = br#"{"version": "44.0.0", "artifacts": {
            "assembly-Prod": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-Prod"}},
            "Top.assets": {"type": "cdk:asset-manifest", "properties": {"file": "Top.assets.json"}},
            "Top": {"type": "aws:cloudformation:stack", "environment": "aws://111122223333/eu-west-1",
                "properties": {"templateFile": "Top.template.json"}, "dependencies": ["Other", "Top.assets"]},
            "ProdData": {"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/unknown-region",
                "displayName": "Prod/Data"},
            "Tree": {"type": "cdk:tree", "properties": {"file": "tree.json"}}}}"#;
        let stack = |name: &str, place: Option<(&str, &str)>| Stack {
            name: name.to_owned(),
            construct_path: Some(name.to_owned()),
            region: place.map(|(region, _)| region.to_owned()),
            account: place.map(|(_, account)| account.to_owned()),
        };
        let expected = vec![
            Artifact::Assembly("assembly-Prod".to_owned()),
            Artifact::Stack(StackArtifact {
                stack: stack("Top", Some(("eu-west-1", "111122223333"))),
                template: "Top.template.json".to_owned(),
                assets: vec!["Top.assets.json".to_owned()],
            }),
            Artifact::Stack(StackArtifact {
                stack: stack("Prod/Data", None),
                template: String::new(),
                assets: Vec::new(),
            }),
        ];
        assert_eq!(artifacts(manifest), Some(expected));
    }

    #[test]
    fn other_manifests_are_none() {
        for other in ["", "{", "[]", r#"{"name": "A page", "icons": []}"#, r#"{"version": "1", "artifacts": []}"#] {
            assert_eq!(artifacts(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn of_published_files_only_templates_count() {
        let manifest = br#"{"version": "55.0.0", "files": {
            "c3": {"displayName": "Outer/Inner Nested Stack Template",
                "source": {"path": "TopOuterInner.nested.template.json", "packaging": "file"}},
            "2f": {"source": {"path": "Top.template.json", "packaging": "file"}},
            "aa": {"source": {"path": "asset.aa", "packaging": "zip"}}}}"#;
        let expected = vec![
            Published {
                path: "TopOuterInner.nested.template.json".to_owned(),
                construct: Some("Outer/Inner".to_owned()),
            },
            Published { path: "Top.template.json".to_owned(), construct: None },
        ];
        assert_eq!(published(manifest), Some(expected));
    }
}
