//! Whether a document states that it is a CloudFormation template, though it has no `Resources`: a view in, yes or no out.

use tablewarden_template::{Value, View};

/// Whether the document has the key that nothing but a template has, or the transform of SAM.
pub(crate) fn states_cloudformation(view: View<'_>) -> bool {
    let Some(root) = view.root().filter(|root| view.value(*root) == Value::Map) else { return false };
    let is_sam = |at| view.str(at).is_some_and(|text| text.starts_with("AWS::Serverless-"));
    view.get(root, "AWSTemplateFormatVersion").is_some()
        || view.get(root, "Transform").is_some_and(|at| is_sam(at) || view.items(at).any(is_sam))
}
