//! Which file each row of a table came from: rows in, files out. Nearly every table has one file, so it stands beside the rows.

use std::ops::Range;

use tablewarden_source::FileId;

/// The files of the rows of one table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Files {
    /// From which row on which file, in the order of the rows; nothing where all have one.
    runs: Vec<(u32, FileId)>,
    /// The file before the first run; the only one where there is none.
    first: FileId,
}

impl Files {
    #[inline]
    pub(crate) fn of(&self, row: u32) -> FileId {
        if self.runs.is_empty() { self.first } else { self.in_runs(row) }
    }

    #[cold]
    #[inline(never)]
    fn in_runs(&self, row: u32) -> FileId {
        let after = self.runs.partition_point(|(first, _)| *first <= row);
        after.checked_sub(1).and_then(|at| self.runs.get(at)).map_or(self.first, |(_, file)| *file)
    }

    /// The file of the last row.
    #[inline]
    pub(crate) fn last(&self) -> FileId {
        self.runs.last().map_or(self.first, |(_, file)| *file)
    }

    /// The row comes behind all others.
    pub(crate) fn push(&mut self, row: u32, file: FileId) {
        if file != self.last() {
            self.runs.push((row, file));
        }
    }

    /// These rows came from `file`.
    pub(crate) fn set(&mut self, rows: Range<u32>, file: FileId) {
        let behind = self.of(rows.end);
        let from = self.runs.partition_point(|(first, _)| *first < rows.start);
        let to = self.runs.partition_point(|(first, _)| *first <= rows.end);
        self.runs.splice(from..to, [(rows.start, file), (rows.end, behind)]);
    }

    /// All rows, those to come too, came from `file`.
    pub(crate) fn set_all(&mut self, file: FileId) {
        self.runs.clear();
        self.first = file;
    }

    /// There are only so many rows now.
    pub(crate) fn truncate(&mut self, rows: u32) {
        while self.runs.pop_if(|(first, _)| *first >= rows).is_some() {}
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn files_are_those_of_a_row_each() {
        let mut files = Files::default();
        let mut rows: Vec<u16> = Vec::new();
        let mut state = 7_u32;
        let mut next = |most: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % most
        };
        for _ in 0..3000 {
            let (len, file) = (u32::try_from(rows.len()).unwrap(), u16::try_from(next(3)).unwrap());
            match next(20) {
                0 => {
                    let keep = next(len + 1);
                    files.truncate(keep);
                    rows.truncate(keep as usize);
                }
                1 | 2 if len > 0 => {
                    let start = next(len);
                    let end = start + 1 + next(len - start);
                    files.set(start..end, FileId(file));
                    rows[start as usize..end as usize].fill(file);
                }
                3 if next(20) == 0 => {
                    files.set_all(FileId(file));
                    rows.fill(file);
                }
                _ => {
                    files.push(len, FileId(file));
                    rows.push(file);
                }
            }
            let found: Vec<u16> = (0..u32::try_from(rows.len()).unwrap()).map(|row| files.of(row).0).collect();
            assert_eq!(found, rows);
        }
    }
}
