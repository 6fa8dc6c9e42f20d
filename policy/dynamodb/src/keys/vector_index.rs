//! What is written of a vector index alone: its vectors and how they are compared, and what its searches can be narrowed by. Never says
//! whether DynamoDB takes it.

use tablewarden_cloudformation::Parts;
use tablewarden_order::Map;

use crate::facts::writer::Writer;
use crate::keys::definitions::Definitions;
use crate::keys::indexes::Index;
use crate::resource::fact::Fact;

/// The dimensions that vector indexes gave their attributes, each with the index for people.
#[derive(Default)]
pub(crate) struct VectorDimensions<'d> {
    of: Map<Parts<'d>, (i64, String)>,
}

impl<'d> VectorDimensions<'d> {
    /// Writes the next vector index.
    pub(crate) fn write(
        &mut self,
        writer: &mut Writer<'_, 'd>,
        index: &Index<'_, 'd>,
        definitions: &Definitions<'d>,
        what: &str,
    ) {
        let dimensions = index.written.get("Dimensions").number();
        let attribute = index.written.find(&["VectorAttribute", "AttributeName"]);
        writer.fact("Disagrees", &self.disagrees(&dimensions, attribute.parts(), what));
        writer.fact("Dimensions", &dimensions);
        writer.fact("Distance", &index.written.get("DistanceFunction").text());
        writer.fact("Vector", &attribute.text());
        let schema = index.written.get("SearchSchema");
        let (mut partitions, mut filters) = (0, 0);
        writer.list("Search", schema.nearest(), |writer| {
            for element in schema.items().list {
                let name = element.get("AttributeName").text();
                let kind = element.get("SearchSchemaElementType").text();
                let (_, defined) = definitions.of(&name);
                let number = match kind.text() {
                    Some("HASH") => Some(&mut partitions),
                    Some(_) => Some(&mut filters),
                    None => None,
                };
                let number = number.map_or(0, |number| {
                    *number += 1;
                    *number
                });
                writer.map(name.place, |writer| {
                    writer.fact("Name", &name);
                    writer.fact("Kind", &kind);
                    writer.fact("Defined", &defined);
                    writer.int("Number", name.place, number);
                });
            }
        });
    }

    /// The earlier index that gives the attribute another number of dimensions, at the number.
    fn disagrees(&mut self, dimensions: &Fact<'d>, attribute: Option<Parts<'d>>, what: &str) -> Fact<'d> {
        let place = dimensions.place;
        let (Some(number), Some(attribute)) = (dimensions.int(), attribute) else { return Fact::absent(place) };
        let default_of = dimensions.default_of.or(attribute.default_of());
        let (first, other) = self.of.or_insert_with(attribute, || (number, what.to_owned()));
        if *first == number {
            Fact::absent(place)
        } else {
            Fact::known(other.clone(), place).with_default_of(default_of)
        }
    }
}
