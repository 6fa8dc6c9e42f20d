//! Look-arounds: the body's program and a text in, one bit for each place out, set where the condition holds.
//! One pass over the text fills the bits, forward for what is behind and backward for what is ahead.

use crate::matching::machine::{Machine, Text};
use crate::matching::places::Places;
use crate::program::Compiled;

/// Fills in all look-arounds of a pattern for a text, the inner before the outer.
pub(crate) fn sweep(compiled: &Compiled, text: &str, machine: &mut Machine, places: &mut Vec<Places>) {
    places.resize_with(compiled.looks.len(), Places::default);
    for (index, look) in compiled.looks.iter().enumerate() {
        // The ones further in have lower indices.
        let (inner, rest) = places.split_at_mut(index);
        let Some(own) = rest.first_mut() else { continue };
        own.clear(text);
        machine.steps.taken += text.len() as u64 / 64;
        if machine.steps.are_over() {
            return;
        }
        let text = Text { text, classes: &compiled.classes, places: inner, is_lenient: false };
        machine.sweep(&look.sweep, text, look.behind, |at| own.insert(at));
    }
}
