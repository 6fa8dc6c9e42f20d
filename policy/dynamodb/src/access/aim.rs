//! What a resource of a statement is about: everything, all tables, tables of the template, their indexes, their streams.
//! Never says whether that is too much.

use tablewarden_cloudformation::Parts;

use crate::resource::table_names::{NameForm, NamedTables, Tables};

/// What a resource of a statement is about.
pub(crate) struct Aim {
    /// `all`, `tables` or `some`.
    pub(crate) reach: &'static str,
    pub(crate) tables: Vec<usize>,
    /// Whether it is their indexes.
    pub(crate) is_index: bool,
    /// Whether it is all that is inside of them, by a `*`.
    pub(crate) is_all_inside: bool,
    /// Whether it may be more.
    pub(crate) is_open: bool,
}

impl Aim {
    pub(crate) fn read<'d>(tables: &Tables<'_, 'd>, parts: &Parts<'d>) -> Self {
        let tables_of = |parts: &Parts<'d>, is_index| {
            let named = tables.named(parts);
            let is_stream = named.form == NameForm::Stream;
            let (tables, is_open) = match named.which {
                NamedTables::Tables(numbers) if !is_stream => (numbers, false),
                NamedTables::Tables(_) | NamedTables::None => (Vec::new(), false),
                NamedTables::Any => (Vec::new(), true),
            };
            Self { reach: "some", tables, is_index, is_all_inside: false, is_open }
        };
        let text = parts.literal().unwrap_or("");
        let ends = |end: &str| parts.pieces().last().is_some_and(|piece| piece.text().ends_with(end));
        let is_dynamodb = parts.split_once(":dynamodb:").is_some();
        if text == "*" || (is_dynamodb && (ends(":table/*") || ends(":*"))) {
            let reach = if text == "*" { "all" } else { "tables" };
            return Self { reach, tables: Vec::new(), is_index: true, is_all_inside: true, is_open: true };
        }
        match (parts.split_once("/index/"), parts.split_once("*")) {
            (Some((start, _)), _) => tables_of(&start, true),
            // A part of a name with `*` may be any table's; a whole one is that of the table and all inside of it.
            (None, Some((start, _))) => {
                let start =
                    start.split_once("/").filter(|(_, rest)| rest.pieces().is_empty()).map_or(start, |(of, _)| of);
                let of = tables_of(&start, true);
                Self { is_all_inside: true, is_open: of.is_open || (is_dynamodb && of.tables.is_empty()), ..of }
            }
            (None, None) => tables_of(parts, false),
        }
    }
}

/// The tables whose streams a resource of a statement names as such; none where it names no stream.
pub(crate) fn streams<'d>(tables: &Tables<'_, 'd>, parts: &Parts<'d>) -> Option<NamedTables> {
    match parts.split_once("/stream") {
        Some((of, _)) if of.split_once("*").is_some() => Some(NamedTables::Any),
        Some((of, _)) => Some(tables.named(&of).which),
        None => Some(tables.named(parts)).filter(|named| named.form == NameForm::Stream).map(|named| named.which),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::tested;

    #[test]
    fn resources_reach_everything_all_tables_or_some() {
        for (resource, expected) in [
            ("'*'", "all"),
            ("arn:aws:dynamodb:*:*:table/*", "tables"),
            ("!Sub 'arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/*'", "tables"),
            ("arn:aws:dynamodb:eu-west-1:111122223333:*", "tables"),
            ("arn:aws:dynamodb:eu-west-1:111122223333:table/orders*", "some"),
            ("arn:aws:sqs:eu-west-1:111122223333:*", "some"),
        ] {
            let statement = format!("{{Effect: Allow, Action: 'dynamodb:*', Resource: {resource}}}");
            let policy = format!(
                "{{Type: AWS::IAM::ManagedPolicy, Properties: {{PolicyDocument: {{Statement: {statement}}}}}}}"
            );
            let tested = tested(&format!("\nResources:\n  T: {{Type: AWS::DynamoDB::Table}}\n  P: {policy}"));
            assert_eq!(tested.show("Statements.0.Reach"), expected, "{resource}");
        }
    }
}
