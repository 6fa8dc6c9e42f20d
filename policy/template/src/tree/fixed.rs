//! Texts of the program that are written again and again in, where each stands in the buffer of a tree out: told by where it
//! stands in the program, without a look at it. Where there are many, some are not known.

/// How many are known at a time.
const SLOTS: usize = 512;

/// In how many slots a text is looked for.
const PROBES: usize = 4;

/// Where fixed texts stand in the buffer.
#[derive(Debug, Default)]
pub(crate) struct Fixed {
    /// None until there is one.
    slots: Option<Box<[Slot; SLOTS]>>,
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
    #[inline]
    pub(crate) fn offset(&mut self, text: &'static str, keep: impl FnOnce() -> u32) -> u32 {
        let known = Slot { address: text.as_ptr() as usize, length: to_u32(text.len()), offset: 0 };
        match self.slots.as_ref().and_then(|slots| slots.get(known.first() % SLOTS)) {
            Some(slot) if slot.is(known) => slot.offset,
            _ => self.probe(known).unwrap_or_else(|| self.learn(known, keep())),
        }
    }

    #[cold]
    #[inline(never)]
    fn probe(&self, text: Slot) -> Option<u32> {
        let slots = self.slots.as_ref()?;
        let probed = (1..PROBES).filter_map(|probe| slots.get((text.first() + probe) % SLOTS));
        probed.into_iter().find(|slot| slot.is(text)).map(|slot| slot.offset)
    }

    /// Takes a slot for the text, where one is free.
    #[cold]
    #[inline(never)]
    fn learn(&mut self, text: Slot, offset: u32) -> u32 {
        let slots = self.slots.get_or_insert_with(|| Box::new([Slot::default(); SLOTS]));
        let free = (0..PROBES).map(|probe| (text.first() + probe) % SLOTS);
        let free = free.into_iter().find(|at| slots.get(*at).is_some_and(|slot| slot.address == 0));
        if let Some(slot) = free.and_then(|at| slots.get_mut(at)) {
            *slot = Slot { offset, ..text };
        }
        offset
    }
}

impl Slot {
    /// Where the text is looked for first.
    fn first(self) -> usize {
        self.address ^ self.address >> 9
    }

    fn is(self, text: Self) -> bool {
        (self.address, self.length) == (text.address, text.length)
    }
}

fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
