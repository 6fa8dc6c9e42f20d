//! What can no longer be read with a fix. A misspelt section, say, is looked at once it has its name, and may be none that can be
//! analysed: that is an answer about the file. A text that is no longer well-formed is an error of ours.

use tablewarden_order::Set;
use tablewarden_template::{Limits, Syntax, read};
use tablewarden_wire::{CheckResponse, Gravity, Notice};

pub(super) const NOT_READ: &str =
    "internal error: the fixed template can't be read; please report it with the template.";

/// Why a fix is not made; none where all that was read before is read after it. Takes both answers, and both texts.
pub(super) fn reason([before, after]: [&CheckResponse; 2], texts: [&[u8]; 2]) -> Option<String> {
    if unread(after).count() <= unread(before).count() {
        return None;
    }
    let [old, new] = texts.map(syntax_errors);
    if new > old {
        return Some(NOT_READ.to_owned());
    }
    let known: Set<&str> = unread(before).map(|notice| notice.message.as_str()).collect();
    let new = unread(after).find(|notice| !known.contains(notice.message.as_str()));
    let notice = new.or_else(|| unread(after).last())?;
    Some(["With this fix a part of the template can't be checked: ", &notice.message].concat())
}

fn unread(response: &CheckResponse) -> impl Iterator<Item = &Notice> {
    response.notices.iter().filter(|notice| notice.gravity != Gravity::Notice)
}

fn syntax_errors(text: &[u8]) -> usize {
    std::str::from_utf8(text).map_or(usize::MAX, |text| read(text, Syntax::Auto, Limits::default()).problems.len())
}
