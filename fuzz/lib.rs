//! What every target links: the allocator that counts.

#[global_allocator]
static COUNTED: tablewarden_invariants::counted::Counted = tablewarden_invariants::counted::Counted;

/// Runs one input of the target with this name.
pub fn run(name: &str, input: &[u8]) {
    tablewarden_invariants::fuzz(name, input);
}
