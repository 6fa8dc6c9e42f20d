//! Names of places that a stack can go to: a Region, an account or a partition as somebody wrote it in, what is wrong with it out.
//! A Region is known by its part of the world, so that a new one there needs no new version.

use crate::schema::nearest;

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// `eu-west-1`
    Region,
    /// `111122223333`
    Account,
    /// `aws-cn`
    Partition,
}

/// The parts of the world that have Regions; a Region adds its number:
/// <https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html>.
const PARTS: [&str; 35] = [
    "af-south",
    "ap-east",
    "ap-northeast",
    "ap-south",
    "ap-southeast",
    "ca-central",
    "ca-west",
    "cn-north",
    "cn-northwest",
    "eu-central",
    "eu-isoe-west",
    "eu-north",
    "eu-south",
    "eu-west",
    "eusc-de-east",
    "il-central",
    "me-central",
    "me-south",
    "me-west",
    "mx-central",
    "sa-east",
    "sa-west",
    "us-east",
    "us-gov-east",
    "us-gov-west",
    "us-iso-east",
    "us-iso-west",
    "us-isob-east",
    "us-isob-west",
    "us-isof-east",
    "us-isof-south",
    "us-northeast",
    "us-northwest",
    "us-south",
    "us-west",
];

const PARTITIONS: [&str; 8] =
    ["aws", "aws-cn", "aws-us-gov", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"];

/// What is wrong with a Region and a partition that are said of one stack: that the Region is in another partition.
#[must_use]
pub fn mistake_in_places(region: Option<&str>, partition: Option<&str>) -> Option<String> {
    let (region, partition) = (region?, partition?);
    let is_in = partition_of(region).filter(|is_in| *is_in != partition)?;
    Some(format!("Region `{region}` is in partition `{is_in}`, not `{partition}`."))
}

/// The partition of a Region; none of an isolated one, for each family of these has its own.
pub(crate) fn partition_of(region: &str) -> Option<&'static str> {
    match region {
        _ if region.starts_with("cn-") => Some("aws-cn"),
        _ if region.starts_with("us-gov-") => Some("aws-us-gov"),
        _ if region.starts_with("eusc-") => Some("aws-eusc"),
        _ if region.contains("-iso") => None,
        _ => Some("aws"),
    }
}

/// What is wrong with a name: that it is none of its kind, and what was probably meant; none where it is one.
#[must_use]
pub fn mistake_in_place(kind: PlaceKind, name: &str) -> Option<String> {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match kind {
        PlaceKind::Account if name.len() == 12 && is_digits(name) => None,
        PlaceKind::Account => Some(format!("`{name}` is not an AWS account id. An account id has 12 digits.")),
        PlaceKind::Partition if PARTITIONS.contains(&name) => None,
        PlaceKind::Partition => {
            let meant = nearest(name, PARTITIONS.into_iter()).unwrap_or("aws");
            Some(format!("`{name}` is not an AWS partition. Did you mean `{meant}`?"))
        }
        PlaceKind::Region => {
            let (part, number) = name.rsplit_once('-').unwrap_or((name, ""));
            let is_number = !number.is_empty() && number.len() < 3 && is_digits(number);
            if is_number && PARTS.contains(&part) {
                return None;
            }
            let part = if is_number { part } else { name.trim_end_matches(|end: char| end.is_ascii_digit()) };
            let number = if is_number { number } else { "1" };
            Some(match nearest(part, PARTS.into_iter()) {
                Some(meant) => format!("`{name}` is not an AWS Region. Did you mean `{meant}-{number}`?"),
                None => format!("`{name}` is not an AWS Region. Write it as in `eu-west-1`."),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: PlaceKind, name: &str) -> String {
        mistake_in_place(kind, name).unwrap_or_default()
    }

    #[test]
    fn regions_of_known_parts_of_the_world_are_regions() {
        for name in ["eu-west-1", "us-gov-east-1", "ap-southeast-7", "ap-southeast-11", "eusc-de-east-1", "cn-north-1"]
        {
            assert_eq!(of(PlaceKind::Region, name), "", "{name}");
        }
        for (name, meant) in [
            ("eu-wset-1", "eu-west-1"),
            ("us-esat-2", "us-east-2"),
            ("US-EAST-1", "us-east-1"),
            ("useast1", "us-east-1"),
            ("us-east", "us-east-1"),
            ("eu-west-1a", "eu-west-1"),
        ] {
            let expected = format!("`{name}` is not an AWS Region. Did you mean `{meant}`?");
            assert_eq!(of(PlaceKind::Region, name), expected);
        }
        assert_eq!(of(PlaceKind::Region, "mars"), "`mars` is not an AWS Region. Write it as in `eu-west-1`.");
    }

    #[test]
    fn accounts_have_twelve_digits_and_partitions_are_few() {
        assert_eq!(of(PlaceKind::Account, "012345678901") + &of(PlaceKind::Partition, "aws-us-gov"), "");
        for name in ["", "12", "1234567890123", "1234-5678-9012", "12345678901x"] {
            assert!(of(PlaceKind::Account, name).ends_with("is not an AWS account id. An account id has 12 digits."));
        }
        assert_eq!(of(PlaceKind::Partition, "aws-chn"), "`aws-chn` is not an AWS partition. Did you mean `aws-cn`?");
        assert_eq!(of(PlaceKind::Partition, "x"), "`x` is not an AWS partition. Did you mean `aws`?");
    }

    #[test]
    fn a_region_is_in_one_partition() {
        let of = |region, partition| mistake_in_places(Some(region), Some(partition)).unwrap_or_default();
        for (region, partition) in [
            ("eu-west-1", "aws"),
            ("cn-north-1", "aws-cn"),
            ("us-gov-west-1", "aws-us-gov"),
            ("eusc-de-east-1", "aws-eusc"),
            ("us-isob-east-1", "aws-iso-b"),
        ] {
            assert_eq!(of(region, partition), "");
        }
        assert_eq!(of("cn-north-1", "aws"), "Region `cn-north-1` is in partition `aws-cn`, not `aws`.");
        assert_eq!(of("us-east-1", "aws-us-gov"), "Region `us-east-1` is in partition `aws`, not `aws-us-gov`.");
        assert_eq!(mistake_in_places(Some("us-east-1"), None), None);
    }
}
