//! Several groups of edits of one text into one list. A group is taken whole or left out whole.

use super::edit::Edit;

/// The edits of all groups that can be made together, in the order of the text, and the indexes of the groups that were left out.
/// Earlier groups come first: one that touches what an earlier one changes is left out, as it may not fit what is there then.
#[must_use]
pub fn merge(groups: Vec<Vec<Edit>>) -> (Vec<Edit>, Vec<usize>) {
    // Sorted runs, each less than half as long as the one before: so an edit is moved, and looked for, a few times only.
    let mut runs: Vec<Vec<Edit>> = Vec::new();
    let mut left_out = Vec::new();
    for (index, mut group) in groups.into_iter().enumerate() {
        if group.iter().any(|edit| runs.iter().any(|run| touches_any(run, edit))) {
            left_out.push(index);
            continue;
        }
        while let Some(mut run) = runs.pop_if(|run| run.len() < 2 * group.len()) {
            run.append(&mut group);
            group = run;
        }
        group.sort_by_key(|edit| edit.span);
        runs.push(group);
    }
    let mut taken: Vec<Edit> = runs.into_iter().flatten().collect();
    taken.sort_by_key(|edit| edit.span);
    (taken, left_out)
}

/// Whether an edit overlaps one of a sorted list that has no overlaps, or ends where that starts.
fn touches_any(edits: &[Edit], edit: &Edit) -> bool {
    let next = edits.partition_point(|other| other.span.end < edit.span.start);
    edits.get(next).is_some_and(|other| other.span.start <= edit.span.end)
}

#[cfg(test)]
mod tests {
    use tablewarden_source::Span;

    use super::*;

    #[test]
    fn a_group_that_touches_an_earlier_one_is_left_out_whole() {
        let edit = |start, end| Edit { span: Span::new(start, end), text: String::new() };
        let groups = vec![
            vec![edit(10, 12), edit(0, 1)],
            vec![edit(5, 6), edit(12, 13)],
            vec![edit(4, 8)],
            vec![edit(8, 8)],
            vec![edit(2, 3)],
        ];
        let (edits, left_out) = merge(groups);
        assert_eq!(left_out, [1, 3]);
        assert_eq!(edits, [edit(0, 1), edit(2, 3), edit(4, 8), edit(10, 12)]);
        assert_eq!(merge(Vec::new()), (Vec::new(), Vec::new()));
    }
}
