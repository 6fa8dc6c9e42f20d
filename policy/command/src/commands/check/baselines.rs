//! Which baseline a template has, and what it knows of it: the one that was typed, or else that of its settings. Also which files of
//! baselines are not there any more, and which of the checked files has what was known of one. Reads no template.

use tablewarden_order::{Map, Set};
use tablewarden_wire::{BaselineOfFile, KnownFinding, LookReply, PathKind};

use crate::commands::call::Call;
use crate::files::{Baseline, Folder, Here, Input, Place, Settings, file_name, is_inside};
use crate::host::Host;

/// The baselines of a run.
#[derive(Default)]
pub(crate) struct Baselines {
    all: Vec<Known>,
    /// Whether all templates have the first one.
    is_typed: bool,
    /// Whether the first one is being written.
    is_written: bool,
}

/// A baseline beside the files that are there.
struct Known {
    baseline: Baseline,
    /// The names under which templates are known that are found at other paths now.
    moved: Map<String, String>,
    /// The names of files that are not there any more, though the folder they were in is checked.
    gone: Vec<String>,
}

impl Baselines {
    /// Reads the baselines of a run.
    ///
    /// # Errors
    /// One line, where one is missing or is none.
    pub(super) async fn read<'t>(
        call: &Call,
        settings: impl Iterator<Item = &'t Settings>,
        here: &Here,
    ) -> Result<Self, String> {
        let arguments = &call.arguments;
        let written = arguments.value("write-baseline");
        let typed = arguments.value("baseline");
        if written.is_some() && typed.is_some() {
            return Err(
                "`--baseline` and `--write-baseline` exclude each other. Write the baseline, then check with it."
                    .to_owned(),
            );
        }
        if let Some(path) = written.or(typed) {
            let baseline = Baseline::at(here.absolute(path), here, &call.host).await;
            let baseline = match written {
                Some(_) => baseline.map_err(|line| line + " Delete it, or name another file.")?,
                None => is_there(baseline?)?,
            };
            return Ok(Self { all: vec![Known::new(baseline)], is_typed: true, is_written: written.is_some() });
        }
        let mut baselines = Self::default();
        if arguments.has("no-baseline") {
            return Ok(baselines);
        }
        let mut read = Set::new();
        for path in settings.filter_map(named_in) {
            if !read.insert(path.clone()) {
                continue;
            }
            let baseline = Baseline::at(path, here, &call.host).await?;
            baselines.all.push(Known::new(is_there(baseline)?));
        }
        Ok(baselines)
    }

    /// Whether a file of a folder is one of them.
    pub(super) fn has(&self, input: &Input) -> bool {
        let is = |path: &str| self.all.iter().any(|known| known.baseline.path == path);
        input.skip_other_files && matches!(&input.place, Place::File(path) if is(path))
    }

    /// Finds out which files are not there any more, and where they went.
    pub(super) async fn look(&mut self, inputs: &[&Input], folders: &[Folder], host: &Host) {
        for known in &mut self.all {
            known.look(inputs, folders, host).await;
        }
    }

    /// What the baseline of a template knows of it; none where it has no baseline.
    pub(super) fn of(&self, input: &Input, settings: &Settings) -> Option<BaselineOfFile> {
        let path = if self.is_typed { None } else { Some(named_in(settings)?) };
        let known = self.all.iter().find(|known| path.as_ref().is_none_or(|path| known.baseline.path == *path))?;
        let findings = if self.is_written { &[][..] } else { known.findings(input) };
        let (name, is_written) = (known.baseline.name.clone(), self.is_written);
        Some(BaselineOfFile { name, findings: findings.to_vec(), is_written })
    }

    /// How many known findings of each baseline were in files that are not there any more.
    pub(super) fn gone(&self) -> impl Iterator<Item = (&str, u32)> {
        self.all.iter().filter(|_| !self.is_written).map(|known| (known.baseline.name.as_str(), known.count_gone()))
    }

    /// Takes the baseline that is to be written, without what is not there any more.
    pub(super) fn take_written(&mut self) -> Option<Baseline> {
        let Known { baseline, moved, gone } = self.all.first_mut().filter(|_| self.is_written)?;
        let old: Set<&String> = moved.iter().map(|(_, old)| old).chain(gone.iter()).collect();
        let files = std::mem::take(&mut baseline.files).into_iter();
        let mut written = baseline.clone();
        written.files = files.filter(|(name, _)| !old.contains(name)).collect();
        Some(written)
    }
}

/// The path of the baseline that settings name.
fn named_in(settings: &Settings) -> Option<String> {
    let settings = settings.as_ref().ok()?.as_ref()?;
    settings.said.baseline.as_ref().map(|path| settings.here.absolute(path))
}

fn is_there(baseline: Baseline) -> Result<Baseline, String> {
    let name = &baseline.name;
    match baseline.bytes {
        Some(_) => Ok(baseline),
        None => Err(format!("There is no baseline `{name}`. `tablewarden check --write-baseline {name}` writes it.")),
    }
}

impl Known {
    fn new(baseline: Baseline) -> Self {
        Self { baseline, moved: Map::new(), gone: Vec::new() }
    }

    fn findings(&self, input: &Input) -> &[KnownFinding] {
        let Some(name) = self.baseline.name_of(input) else { return &[] };
        self.baseline.files.get(self.moved.get(&name).unwrap_or(&name)).map_or(&[], Vec::as_slice)
    }

    fn count_gone(&self) -> u32 {
        let findings = self.gone.iter().filter_map(|name| self.baseline.files.get(name)).flatten();
        findings.fold(0, |sum, finding| sum.saturating_add(finding.count))
    }

    async fn look(&mut self, inputs: &[&Input], folders: &[Folder], host: &Host) {
        let names = inputs.iter().filter_map(|input| self.baseline.name_of(input));
        let checked: Set<String> = names.clone().collect();
        let new: Vec<String> = names.filter(|name| !self.baseline.files.contains_key(name)).collect();
        let is_checked = |path: &str| folders.iter().any(|folder| is_inside(path, &folder.path));
        // What is neither in a checked folder nor may have moved to a checked file is not looked for.
        let others = self.baseline.paths().filter(|(name, _)| !checked.contains(*name));
        let others: Vec<(&String, String)> = others.filter(|(_, path)| !new.is_empty() || is_checked(path)).collect();
        let looks = host.look(others.iter().map(|(_, path)| path.clone())).await;
        let is_missing = |look: &Result<_, String>| matches!(look, Ok(LookReply { kind: PathKind::Missing, .. }));
        let missing = others.into_iter().zip(looks).filter(|(_, look)| is_missing(look)).map(|(file, _)| file);
        let missing: Vec<(&String, String)> = missing.collect();
        let names: Vec<&str> = missing.iter().map(|(name, _)| name.as_str()).collect();
        let moved = moved(&names, &new.iter().map(String::as_str).collect::<Vec<_>>());
        let went: Set<&String> = moved.iter().map(|(_, old)| old).collect();
        let gone = missing.into_iter().filter(|(name, path)| !went.contains(name) && is_checked(path));
        self.gone = gone.map(|(name, _)| name.clone()).collect();
        self.moved = moved;
    }
}

/// For each new file the missing one that it was: the only one of its file name, or else the only one of its folder, among the
/// missing ones and the new ones. A pair that is none does no harm, because a finding is known by its fingerprint alone.
fn moved(missing: &[&str], new: &[&str]) -> Map<String, String> {
    let mut pairs: Map<String, String> = Map::new();
    let mut taken: Set<&str> = Set::new();
    for part in [file_name, folder_of] {
        let mut alike: Map<&str, [Vec<&str>; 2]> = Map::new();
        for (side, names) in [missing, new].into_iter().enumerate() {
            for name in names.iter().filter(|name| !taken.contains(**name)) {
                alike.or_default(part(name)).get_mut(side).into_iter().for_each(|side| side.push(name));
            }
        }
        for sides in alike.values() {
            if let [[old], [new]] = sides.each_ref().map(Vec::as_slice) {
                pairs.insert((*new).to_owned(), (*old).to_owned());
                taken.extend([*old, *new]);
            }
        }
    }
    pairs
}

fn folder_of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_moved_is_found_by_its_name_or_by_its_folder() {
        let pairs = |missing: &[&str], new: &[&str]| {
            let mut pairs: Vec<_> =
                moved(missing, new).into_iter().map(|(new, old)| format!("{old} > {new}")).collect();
            pairs.sort();
            pairs
        };
        assert_eq!(
            pairs(&["a/t.yaml", "a/u.yaml"], &["b/u.yaml", "b/t.yaml"]),
            ["a/t.yaml > b/t.yaml", "a/u.yaml > b/u.yaml"]
        );
        assert_eq!(pairs(&["a/old.yaml"], &["a/new.yaml", "b/other.yaml"]), ["a/old.yaml > a/new.yaml"]);
        assert_eq!(
            pairs(&["a/t.yaml", "a/old.yaml"], &["b/t.yaml", "a/new.yaml"]),
            ["a/old.yaml > a/new.yaml", "a/t.yaml > b/t.yaml"]
        );
        assert_eq!(pairs(&["a/t.yaml"], &["b/t.yaml", "c/t.yaml"]), [""; 0], "nobody knows which it was");
        assert_eq!(pairs(&["a/t.yaml", "b/t.yaml"], &["c/t.yaml"]), [""; 0]);
        assert_eq!(pairs(&["a/one.yaml"], &["b/two.yaml"]), [""; 0]);
    }
}
