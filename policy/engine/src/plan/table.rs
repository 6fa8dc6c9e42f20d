//! Tables: rows of one kind one after another, and the numbers by which other rows name them. A row holds no address, so a
//! plan is a few blocks of memory, small ones, whatever is in it. Rows are added while a plan is compiled and never change after.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

/// Rows of one kind.
pub(crate) struct Table<T>(Vec<T>);

/// One row of a table.
pub(crate) struct Row<T> {
    at: u32,
    of: PhantomData<fn() -> T>,
}

/// Rows of a table that follow each other.
pub(crate) struct Rows<T> {
    first: u32,
    count: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Table<T> {
    /// Adds a row.
    pub(crate) fn add(&mut self, row: T) -> Row<T> {
        let at = number(self.0.len());
        self.0.push(row);
        Row { at, of: PhantomData }
    }

    /// Adds rows that follow each other.
    pub(crate) fn add_all(&mut self, mut rows: Vec<T>) -> Rows<T> {
        let first = number(self.0.len());
        self.0.append(&mut rows);
        Rows { first, count: number(self.0.len()).saturating_sub(first), of: PhantomData }
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Gives back the memory that no row is in.
    pub(crate) fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }
}

impl<T> Row<T> {
    /// Its position in the table.
    pub(crate) const fn index(self) -> usize {
        self.at as usize
    }
}

impl<T> Rows<T> {
    /// No rows.
    pub(crate) const NONE: Self = Self { first: 0, count: 0, of: PhantomData };

    pub(crate) const fn len(self) -> usize {
        self.count as usize
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.count == 0
    }

    /// These rows but for the first ones.
    pub(crate) const fn skip(self, first: u32) -> Self {
        let skipped = if first < self.count { first } else { self.count };
        Self { first: self.first + skipped, count: self.count - skipped, of: PhantomData }
    }

    /// The rows at the same place of a table that has one for each row of this one.
    pub(crate) const fn same<U>(self) -> Rows<U> {
        Rows { first: self.first, count: self.count, of: PhantomData }
    }

    /// Row by row.
    pub(crate) fn each(self) -> impl Iterator<Item = Row<T>> {
        (self.first..self.first + self.count).map(|at| Row { at, of: PhantomData })
    }

    /// The row at that position; none behind the last.
    pub(crate) fn get(self, position: usize) -> Option<Row<T>> {
        let position = u32::try_from(position).ok().filter(|position| *position < self.count)?;
        Some(Row { at: self.first + position, of: PhantomData })
    }
}

fn number(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

impl<T> Index<Row<T>> for Table<T> {
    type Output = T;

    fn index(&self, row: Row<T>) -> &T {
        &self.0[row.index()]
    }
}

impl<T> Index<Rows<T>> for Table<T> {
    type Output = [T];

    fn index(&self, rows: Rows<T>) -> &[T] {
        let first = rows.first as usize;
        self.0.get(first..first + rows.len()).unwrap_or_default()
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self::NONE
    }
}

// Rows are numbers, whatever they are rows of.

impl<T> Clone for Row<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Row<T> {}

impl<T> PartialEq for Row<T> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl<T> Clone for Rows<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Rows<T> {}

impl<T: fmt::Debug> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> fmt::Debug for Row<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.at)
    }
}

impl<T> fmt::Debug for Rows<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}..{}", self.first, self.first + self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_their_numbers() {
        let mut table = Table::default();
        let first = table.add('a');
        let more = table.add_all(vec!['b', 'c']);
        assert_eq!((table[first], &table[more]), ('a', &['b', 'c'][..]));
        assert_eq!(more.get(1).map(|row| table[row]), Some('c'));
        assert_eq!(more.get(2), None);
        assert_eq!(more.each().map(|row| table[row]).collect::<String>(), "bc");
        assert_eq!((&table[more.skip(1)], table[more.skip(3)].len()), (&['c'][..], 0));
        assert!(table[Rows::NONE].is_empty() && table.len() == 3);
    }
}
