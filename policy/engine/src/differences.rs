//! In what the verdicts of cfn-guard 3.2.0 and 3.2.1 differ. Every difference is one question here, so that the code that
//! evaluates never names a release.

use tablewarden_guard::Dialect;

/// What a dialect answers to each of the questions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Differences(Dialect);

impl Differences {
    pub(crate) const fn of(dialect: Dialect) -> Self {
        Self(dialect)
    }

    const fn is_new(self) -> bool {
        matches!(self.0, Dialect::V3_2_1)
    }

    /// `not Q == v`: whether the leading `not` counts.
    pub(crate) const fn negates_comparisons(self) -> bool {
        self.is_new()
    }

    /// `not p(x)`: whether the leading `not` counts.
    pub(crate) const fn negates_calls(self) -> bool {
        self.is_new()
    }

    /// `p(x)` in a body: whether it fails where `p` was skipped.
    pub(crate) const fn fails_skipped_calls(self) -> bool {
        self.is_new()
    }

    /// `not named` in a body: whether it fails where `named` was skipped.
    pub(crate) const fn fails_negated_skipped_rules(self) -> bool {
        self.is_new()
    }

    /// `when named`: whether a skipped rule leaves the decision to the other conditions.
    pub(crate) const fn skips_conditions_on_skipped_rules(self) -> bool {
        self.is_new()
    }

    /// A comparison with a right side without values: whether it fails in a body.
    pub(crate) const fn fails_without_right_side(self) -> bool {
        self.is_new()
    }

    /// `%v == 5` where `%v` has no values: whether it fails in a body.
    pub(crate) const fn fails_variables_without_values(self) -> bool {
        self.is_new()
    }

    /// `%v empty`: whether the values are looked at; otherwise only null is empty.
    pub(crate) const fn looks_into_variables_for_empty(self) -> bool {
        self.is_new()
    }

    /// `empty` on `true` or `false`: whether that cannot be decided; otherwise it is not empty.
    pub(crate) const fn refuses_empty_on_booleans(self) -> bool {
        self.is_new()
    }

    /// Whether whole numbers and others are compared.
    pub(crate) const fn compares_ints_with_floats(self) -> bool {
        self.is_new()
    }

    /// `.%names[0].Type`: whether the index is used up by choosing the name.
    pub(crate) const fn consumes_index_of_names(self) -> bool {
        self.is_new()
    }

    /// The conditions of a type block: whether they are asked of each resource; otherwise once, where the block stands.
    pub(crate) const fn asks_type_conditions_of_each_resource(self) -> bool {
        self.is_new()
    }

    /// The position that `index` names in a list of `len` elements. Before 3.2.1 an index was cut to 32 bits and its
    /// sign dropped.
    pub(crate) fn position(self, index: i64, len: usize) -> Option<usize> {
        let position = if self.is_new() {
            let magnitude = usize::try_from(index.unsigned_abs()).ok()?;
            if index < 0 { len.checked_sub(magnitude)? } else { magnitude }
        } else {
            #[expect(clippy::cast_possible_truncation, reason = "the cut is what 3.2.0 does")]
            let cut = index as i32;
            usize::try_from(cut.unsigned_abs()).ok()?
        };
        (position < len).then_some(position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: Differences = Differences::of(Dialect::V3_2_1);
    const OLD: Differences = Differences::of(Dialect::V3_2_0);

    #[test]
    fn a_negative_index_counts_from_the_end() {
        assert_eq!(NEW.position(-1, 3), Some(2));
        assert_eq!(NEW.position(-4, 3), None);
        assert_eq!(OLD.position(-1, 3), Some(1));
        assert_eq!(OLD.position(-3, 3), None);
    }

    #[test]
    fn a_huge_index_is_out_of_range_or_wraps() {
        assert_eq!(NEW.position(4_294_967_296, 3), None);
        assert_eq!(OLD.position(4_294_967_296, 3), Some(0));
        assert_eq!(NEW.position(i64::MIN, 3), None);
    }
}
