//! Rows of cells into lines whose columns stand below each other. A width is a number of characters.

/// One line for each row. All columns are as wide as their widest cell, but for the last one.
#[must_use]
pub fn columns<const N: usize, T: AsRef<str>>(rows: &[[T; N]]) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.as_ref().chars().count());
        }
    }
    let mut text = String::new();
    for row in rows {
        let start = text.len();
        for (cell, width) in row.iter().zip(widths) {
            let cell = cell.as_ref();
            text.push_str(cell);
            text.extend(std::iter::repeat_n(' ', width - cell.chars().count() + 2));
        }
        text.truncate(start + text.get(start..).unwrap_or("").trim_end_matches(' ').len());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other_and_lines_end_with_their_text() {
        let rows = [["a", "é", ""], ["long", "", "x y "], ["", "", ""]];
        assert_eq!(columns(&rows), "a     é\nlong     x y\n\n");
    }
}
