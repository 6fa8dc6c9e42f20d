//! The replicas of a global table on a map: land as dots, a numbered disc for each Region, and beside it the list of them. Where
//! discs would lie on each other, one is moved aside and a line leads to its place. A Region that the map does not know is only listed.

use super::cards::{self, GAP, PITCH};
use super::glyphs;
use super::out::{Area, Out};
use crate::part::Part;
use crate::subject::Subject;
use crate::table::Replica;

/// How far two dots are apart, and so how large the map is.
const CELL: u32 = 6;
const WIDTH: u32 = 64 * CELL;
const HEIGHT: u32 = 23 * CELL;
/// The radius of a disc, and how far the middles of two discs are apart at least.
const DISC: u32 = 8;
const APART: i64 = 17;

/// Where land is, from 75° north in steps of 5.625°; a row's first bit is at 180° west. Made of Natural Earth's map of land.
const LAND: [u64; 23] = [
    0x003b_e3f0_000b_fe60,
    0x6000_6e3f_c100_0000,
    0x1ffe_3100_6fff_fffe,
    0x007f_b801_2fff_ff08,
    0x003f_f801_ffff_ff80,
    0x003f_f800_f97f_ff40,
    0x003f_e003_07bf_fe00,
    0x001f_c001_c3ff_fc00,
    0x000e_0003_ffff_f800,
    0x0006_0007_ffe7_f000,
    0x0001_8007_fe84_6000,
    0x0000_1807_ff80_0000,
    0x0000_3e02_7f80_0800,
    0x0000_3f00_3e00_1c00,
    0x0000_3fc0_3e00_0040,
    0x0000_3f80_3e00_0000,
    0x0000_0f80_3c80_07c0,
    0x0000_1f00_1c00_0fe0,
    0x0000_1e00_1c00_0fe0,
    0x0000_1c00_0000_0060,
    0x0000_1800_0000_0000,
    0x0000_1000_0000_0000,
    0x0000_1000_0000_0000,
];

/// Where the Regions are, in pixels of this map, in the order of their codes. By the city or the state that AWS names.
#[rustfmt::skip]
const REGIONS: [(&str, u32, u32); 39] = [
    ("af-south-1", 212, 116), ("ap-east-1", 314, 56), ("ap-east-2", 322, 53), ("ap-northeast-1", 341, 42),
    ("ap-northeast-2", 327, 40), ("ap-northeast-3", 337, 43), ("ap-south-1", 270, 60), ("ap-south-2", 276, 61),
    ("ap-southeast-1", 303, 79), ("ap-southeast-2", 353, 116), ("ap-southeast-3", 306, 87), ("ap-southeast-4", 347, 120),
    ("ap-southeast-5", 300, 77), ("ap-southeast-6", 378, 119), ("ap-southeast-7", 299, 65), ("ca-central-1", 113, 31),
    ("ca-west-1", 70, 26), ("cn-north-1", 316, 37), ("cn-northwest-1", 304, 40), ("eu-central-1", 201, 27),
    ("eu-central-2", 201, 29), ("eu-north-1", 211, 17), ("eu-south-1", 202, 31), ("eu-south-2", 191, 36),
    ("eu-west-1", 185, 23), ("eu-west-2", 192, 25), ("eu-west-3", 195, 28), ("eusc-de-east-1", 206, 24),
    ("il-central-1", 229, 46), ("me-central-1", 250, 54), ("me-south-1", 246, 52), ("mx-central-1", 85, 58),
    ("sa-east-1", 142, 105), ("us-east-1", 109, 39), ("us-east-2", 103, 37), ("us-gov-east-1", 103, 37),
    ("us-gov-west-1", 64, 32), ("us-west-1", 62, 40), ("us-west-2", 64, 31),
];

/// Draws what is said of all replicas, the map, and the list; gives where they end.
pub(super) fn draw(
    out: &mut Out<'_>,
    topology: &Part,
    replicas: &[Replica],
    frame: Area,
    subject: &Subject<'_>,
) -> u32 {
    let top = cards::strip(out, topology, frame, subject);
    land(out, frame.x, top);
    let mut discs: Vec<(u32, u32)> = Vec::new();
    for (index, Replica { part, region }) in replicas.iter().enumerate() {
        let Some((_, x, y)) = REGIONS.iter().find(|(code, ..)| code == region) else { continue };
        let (x, y) = (frame.x + x, top + y);
        let (at_x, at_y) = free(&discs, x, y);
        discs.push((at_x, at_y));
        out.link((subject.line)(part.at));
        if (at_x, at_y) != (x, y) {
            out.path("w", &[(x, y), (at_x, at_y)]);
        }
        disc(out, at_x, at_y, index);
        out.unlink();
    }
    let left = frame.x + WIDTH + 2 * GAP;
    let bottom = list(out, replicas, Area { x: left, y: top, width: frame.x + frame.width - left, height: 0 }, subject);
    (top + HEIGHT + GAP).max(bottom)
}

/// The dots of the land.
fn land(out: &mut Out<'_>, left: u32, top: u32) {
    out.raw(&["<path class=\"l\" d=\""]);
    let mut y = top + CELL / 2;
    for row in LAND {
        for column in (0..64).filter(|column| row >> (63 - column) & 1 == 1) {
            out.number("M", left + column * CELL + CELL / 2);
            out.number(" ", y);
            out.raw(&["h0"]);
        }
        y += CELL;
    }
    out.raw(&["\"/>\n"]);
}

/// The place nearest to one where no disc is yet.
fn free(discs: &[(u32, u32)], x: u32, y: u32) -> (u32, u32) {
    const AROUND: [(i64, i64); 8] = [(0, -1), (1, 0), (0, 1), (-1, 0), (1, -1), (1, 1), (-1, 1), (-1, -1)];
    let is_free = |(x, y): (i64, i64)| {
        discs.iter().all(|(other_x, other_y)| {
            let (far_x, far_y) = (x - i64::from(*other_x), y - i64::from(*other_y));
            far_x * far_x + far_y * far_y >= APART * APART
        })
    };
    let (own_x, own_y) = (i64::from(x), i64::from(y));
    let around = (1..4).flat_map(|far| AROUND.map(|(dx, dy)| (own_x + dx * far * APART, own_y + dy * far * APART)));
    let place = std::iter::once((own_x, own_y)).chain(around).find(|place| is_free(*place));
    let (x_free, y_free) = place.unwrap_or((own_x, own_y));
    (u32::try_from(x_free).unwrap_or(x), u32::try_from(y_free).unwrap_or(y))
}

fn disc(out: &mut Out<'_>, x: u32, y: u32, index: usize) {
    out.number("<g class=\"r\"><circle cx=\"", x);
    out.number("\" cy=\"", y);
    out.number("\" r=\"", DISC);
    out.number("\"/><text x=\"", x);
    out.number("\" y=\"", y + 4);
    out.number("\">", u32::try_from(index + 1).unwrap_or(u32::MAX));
    out.raw(&["</text></g>"]);
}

/// The replicas with their numbers, in two columns where they are many.
fn list(out: &mut Out<'_>, replicas: &[Replica], frame: Area, subject: &Subject<'_>) -> u32 {
    let columns: u32 = if replicas.len() > 3 { 2 } else { 1 };
    let width = (frame.width - GAP * (columns - 1)) / columns;
    let mut y = frame.y;
    for (row, pair) in replicas.chunks(columns as usize).enumerate() {
        let (mut x, mut bottom) = (frame.x, y);
        for (column, Replica { part, .. }) in pair.iter().enumerate() {
            let marks = glyphs::width(&part.marks);
            let lines = cards::broken(part, width - 30, marks);
            out.link((subject.line)(part.at));
            let class = cards::outline(part);
            let height = PITCH * u32::try_from(lines.len()).unwrap_or(1) + 14;
            out.rectangle(Area { x, y, width, height }, 6, class);
            disc(out, x + 15, y + 15, row * columns as usize + column);
            cards::write(out, &lines, x + 30, y + 19, subject);
            glyphs::draw(out, &part.marks, x + width - 8, y + 7, subject);
            out.unlink();
            bottom = bottom.max(y + height);
            x += width + GAP;
        }
        y = bottom + 8;
    }
    y + 4
}
