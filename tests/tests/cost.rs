//! Templates at the bounds of what is analysed cost little.

use std::time::{Duration, Instant};

use tablewarden_tests::checkers::check;
use tablewarden_tests::corpus::cases;

#[test]
fn templates_at_the_bounds_are_quick() {
    let names = ["caps/chain-of-conditions.yml", "caps/many-conditions-on-one-table.yml", "caps/too-many-variants.yml"];
    let mut checked = 0;
    for case in cases().into_iter().filter(|case| names.contains(&case.name.as_str())) {
        let (started, blobs) = (Instant::now(), case.blobs());
        let _ = check(case.request.clone(), &blobs);
        // Milliseconds in a build that is optimized; this one is not.
        assert!(started.elapsed() < Duration::from_secs(2), "{}: {:?}", case.name, started.elapsed());
        checked += 1;
    }
    assert_eq!(checked, names.len());
}
