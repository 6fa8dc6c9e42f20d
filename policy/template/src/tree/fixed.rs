//! Texts of the program that are written again and again in, where each stands in the buffer of a tree out: told by where it
//! stands in the program, without a look at it. Forgets some where there are many.

/// How many are known at a time.
const SLOTS: usize = 512;

/// Where fixed texts stand in the buffer.
#[derive(Debug, Default)]
pub(crate) struct Fixed {
    /// Empty until there is one.
    slots: Vec<Slot>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// Where the text stands in the program; 0 where the slot is free.
    address: usize,
    length: u32,
    offset: u32,
}

impl Fixed {
    /// The offset of a text in the buffer; `keep` gives it where it is not known.
    pub(crate) fn offset(&mut self, text: &'static str, keep: impl FnOnce() -> u32) -> u32 {
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, Slot::default());
        }
        let address = text.as_ptr() as usize;
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let Some(slot) = self.slots.get_mut((address ^ address >> 9) % SLOTS) else { return keep() };
        if (slot.address, slot.length) != (address, length) {
            *slot = Slot { address, length, offset: keep() };
        }
        slot.offset
    }
}
