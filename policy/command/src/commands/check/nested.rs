//! The check of templates and of what is nested in them: templates in, answers out, each behind the answer about the template that
//! it is nested in. Only those of a cloud assembly have nested templates that can be found.

use super::batch::{Checked, Run, check};
use super::task::Task;
use crate::files::{Follower, Input, nested_in};

/// Checks templates, and whatever is nested in those of an assembly.
pub(super) async fn check_all(tasks: Vec<Task>, follower: &mut Follower<'_>, run: &Run<'_>) -> Vec<Checked> {
    let checked = check(tasks, run).await;
    if checked.iter().all(|checked| checked.task.input.deployed.is_none()) {
        return checked;
    }
    // In a box, so that other templates do not wait until this code is compiled.
    let mut families = Families { stacks: checked.len(), members: Vec::new() };
    families.add(Vec::new(), checked);
    Box::pin(families.complete(follower, run)).await;
    families.in_order()
}

/// Stacks, and what is nested in them as far as it is known.
struct Families {
    /// How many of the members are stacks; these are the first.
    stacks: usize,
    members: Vec<Member>,
}

struct Member {
    checked: Checked,
    /// The places of what is nested in it.
    nested: Vec<usize>,
}

impl Families {
    /// Adds what was checked; `parents` are the places of the templates it is nested in.
    fn add(&mut self, parents: Vec<usize>, checked: Vec<Checked>) {
        let first = self.members.len();
        self.members.extend(checked.into_iter().map(|checked| Member { checked, nested: Vec::new() }));
        for (place, parent) in (first..).zip(parents) {
            if let Some(parent) = self.members.get_mut(parent) {
                parent.nested.push(place);
            }
        }
    }

    /// Checks what is nested in the members, and in that, until there is nothing more; then what is published for the stacks
    /// and nothing has led to.
    async fn complete(&mut self, follower: &mut Follower<'_>, run: &Run<'_>) {
        let mut followed = 0;
        let mut has_published = false;
        loop {
            let nested = self.members.iter().enumerate().skip(followed).map(|(place, member)| {
                let answer = member.checked.answer.as_ref();
                (place, &member.checked.task.input, answer.map_or_else(|_| Vec::new(), |answer| nested_in(answer)))
            });
            let mut found = follower.follow(nested.collect()).await;
            followed = self.members.len();
            if found.is_empty() && !has_published {
                has_published = true;
                let stacks = self.members.iter().take(self.stacks).map(|member| &member.checked.task.input);
                found = follower.published(stacks.collect()).await;
            }
            if found.is_empty() {
                return;
            }
            let (parents, inputs): (Vec<usize>, Vec<Input>) = found.into_iter().unzip();
            let tasks = parents.iter().zip(inputs).filter_map(|(parent, input)| {
                // A nested template has the settings of the one it is nested in.
                let settings = self.members.get(*parent)?.checked.task.settings.clone();
                Some(Task { input, settings })
            });
            let checked = check(tasks.collect(), run).await;
            self.add(parents, checked);
        }
    }

    /// The answers about the stacks, each with those about what is nested in it behind it.
    fn in_order(self) -> Vec<Checked> {
        let mut next: Vec<usize> = (0..self.stacks).rev().collect();
        let mut members: Vec<Option<Member>> = self.members.into_iter().map(Some).collect();
        let mut out = Vec::with_capacity(members.len());
        while let Some(place) = next.pop() {
            let Some(Member { checked, nested }) = members.get_mut(place).and_then(Option::take) else { continue };
            next.extend(nested.into_iter().rev());
            out.push(checked);
        }
        out
    }
}
