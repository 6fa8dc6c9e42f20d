//! Small tables of Unicode as bytes: numbers of seven bits a byte, the least first. Takes a table, gives its numbers or
//! whether a character is in it; never more than one pass.

/// The next number of a table; none at its end.
pub(crate) fn varint(bytes: &mut std::slice::Iter<'_, u8>) -> Option<u32> {
    let mut value = 0;
    let mut shift = 0;
    loop {
        let byte = *bytes.next()?;
        value |= u32::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(value);
        }
        shift += 7;
    }
}

/// Whether `c` is in a table of ranges: for each the distance from the last range's end, and the length less one. Stops at
/// the first range behind `c`.
pub(crate) fn is_in(table: &[u8], c: char) -> bool {
    let wanted = u32::from(c);
    let mut bytes = table.iter();
    let mut at = 0;
    loop {
        let Some(distance) = varint(&mut bytes) else { return false };
        let Some(length) = varint(&mut bytes) else { return false };
        at += distance;
        if wanted < at {
            return false;
        }
        at += length;
        if wanted <= at {
            return true;
        }
    }
}
