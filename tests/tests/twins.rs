//! A template in YAML and the same template in JSON give the same findings in the same order.

use tablewarden_tests::checkers::{check, request};
use tablewarden_tests::corpus::cases;
use tablewarden_tests::json_twin::as_json;
use tablewarden_wire::CheckResponse;

fn essence(response: &CheckResponse) -> Vec<String> {
    let of = |f: &tablewarden_wire::Finding| format!("{} {:?} {} {}", f.rule, f.severity, f.path, f.message);
    response.findings.iter().chain(&response.waived).map(of).collect()
}

#[test]
fn yaml_and_json_give_the_same_findings() {
    let mut compared = 0;
    for case in cases().into_iter().filter(|case| case.name.ends_with(".yaml")) {
        let Some(json) = as_json(&case.name, &case.bytes) else { continue };
        let mut twin = request(&case.name, json.as_bytes());
        twin.profile = case.request.profile;
        twin.region.clone_from(&case.request.region);
        twin.parameters.clone_from(&case.request.parameters);
        let text = String::from_utf8_lossy(&case.bytes);
        let has_comment_waivers = text.contains("# tablewarden:") || text.contains("checkov:skip");
        // `Off` is printed as `false`, which is another text: such a file says so in its first line.
        if has_comment_waivers || text.starts_with("# Only in YAML: ") {
            continue;
        }
        twin.settings.clone_from(&case.request.settings);
        let mut blobs = case.blobs();
        let yaml = check(case.request.clone(), &blobs);
        // What the engine prints has every key once, no aliases, and no tags.
        let only_in_yaml = ["duplicate-key", "yaml-alias", "unknown-function"];
        if yaml.findings.iter().any(|finding| only_in_yaml.contains(&finding.name.as_str())) {
            continue;
        }
        blobs[0] = json.as_bytes();
        let json = check(twin, &blobs);
        assert_eq!(essence(&yaml), essence(&json), "{}", case.name);
        compared += 1;
    }
    assert!(compared >= 30, "only {compared} files could be compared");
}
