//! Finds circles of resources that depend on each other, or a resource that depends on itself, and writes each as one problem. Only
//! circles with a table in them, or with what belongs to one. Never goes the same way twice: linear in the references, for each of
//! at most [`MOST_CIRCLES`] circles.

use tablewarden_cloudformation::{ConditionSet, Owner, Reference, Resource, Template, When};
use tablewarden_order::{Map, Set};
use tablewarden_template::At;

use crate::facts::variant::Variant;
use crate::facts::writer::Writer;
use crate::problems::problem::{Problem, noun};
use crate::resource::outcomes::own_condition;
use crate::resource::references::place;
use crate::resource::table::TableKind;
use crate::resource::types;

/// How many circles are looked for.
const MOST_CIRCLES: usize = 20;

/// Which resource refers to which, by number.
struct Graph<'t, 'd> {
    template: &'t Template<'d>,
    /// For each resource, the numbers of those that it refers to, and the reference.
    edges: Vec<Vec<(usize, &'t Reference<'d>)>>,
}

/// The way round a circle, reference by reference, and when all of them are there.
struct Circle<'t, 'd> {
    way: Vec<(usize, &'t Reference<'d>)>,
    when: When,
}

/// Writes the circles in which one of `joined` or a table is.
#[inline(never)]
pub(crate) fn write<'d>(writer: &mut Writer<'_, 'd>, joined: &Set<&'d str>) {
    let template = writer.template;
    if template.may_have_more_resources() {
        return;
    }
    let graph = Graph::read(template);
    let mut is_left = graph.in_circles();
    let mut left = MOST_CIRCLES;
    for (start, resource) in template.resources().iter().enumerate() {
        let is_ours = resource.type_name.and_then(TableKind::of_type).is_some() || joined.contains(resource.logical_id);
        if left == 0 || !is_ours || !is_left.get(start).is_some_and(|left| *left) {
            continue;
        }
        left -= 1;
        if let Some(circle) = graph.circle(start, &is_left) {
            write_circle(writer, resource, &circle);
            for (member, _) in &circle.way {
                if let Some(left) = is_left.get_mut(*member) {
                    *left = false;
                }
            }
        }
    }
}

impl<'t, 'd> Graph<'t, 'd> {
    fn read(template: &'t Template<'d>) -> Self {
        let numbers: Map<&str, usize> =
            template.resources().iter().enumerate().map(|(number, resource)| (resource.logical_id, number)).collect();
        let mut edges = vec![Vec::new(); template.resources().len()];
        for reference in template.references() {
            let Owner::Resource(owner) = reference.owner else { continue };
            let (Some(from), Some(to)) = (numbers.get(owner), numbers.get(reference.name)) else { continue };
            let resource = template.resources().get(*from);
            if template.parameter(reference.name).is_some()
                || resource.is_some_and(|one| is_taken_out(template, one, reference))
            {
                continue;
            }
            if let Some(edges) = edges.get_mut(*from) {
                edges.push((*to, reference));
            }
        }
        Self { template, edges }
    }

    /// Which resources may be in a circle: those that are left when, again and again, those are taken away that refer to none
    /// that is left.
    fn in_circles(&self) -> Vec<bool> {
        let mut open: Vec<usize> = self.edges.iter().map(Vec::len).collect();
        let mut users = vec![Vec::new(); open.len()];
        for (from, edges) in self.edges.iter().enumerate() {
            for (to, _) in edges {
                if let Some(users) = users.get_mut(*to) {
                    users.push(from);
                }
            }
        }
        let mut taken: Vec<usize> = (0..open.len()).filter(|number| open.get(*number) == Some(&0)).collect();
        let mut next = 0;
        while let Some(number) = taken.get(next).copied() {
            next += 1;
            for user in users.get(number).into_iter().flatten() {
                if let Some(open) = open.get_mut(*user) {
                    *open = open.saturating_sub(1);
                    if *open == 0 {
                        taken.push(*user);
                    }
                }
            }
        }
        open.into_iter().map(|open| open > 0).collect()
    }

    /// The shortest circle through a resource.
    fn circle(&self, start: usize, is_left: &[bool]) -> Option<Circle<'t, 'd>> {
        // How each resource was come to: from which, and by which reference.
        let mut from: Map<usize, (usize, &Reference<'d>)> = Map::new();
        let mut open = vec![start];
        let mut next = 0;
        while let Some(here) = open.get(next).copied() {
            next += 1;
            for (to, reference) in self.edges.get(here).into_iter().flatten() {
                let is_new = is_left.get(*to) == Some(&true) && !from.contains_key(to);
                if !is_new || !self.may_be(here, *to, reference) {
                    continue;
                }
                from.insert(*to, (here, reference));
                if *to == start {
                    return self.way_back(start, &from);
                }
                open.push(*to);
            }
        }
        None
    }

    fn way_back(&self, start: usize, from: &Map<usize, (usize, &'t Reference<'d>)>) -> Option<Circle<'t, 'd>> {
        let (mut way, mut at, mut when) = (Vec::new(), start, When::ALWAYS);
        loop {
            let (before, reference) = *from.get(&at)?;
            when = self.template.conditions().and(when, self.when(before, at, reference));
            way.push((before, reference));
            at = before;
            if at == start {
                break;
            }
        }
        way.reverse();
        (when.is_satisfiable() && !when.is_unknown()).then_some(Circle { way, when })
    }

    fn may_be(&self, from: usize, to: usize, reference: &Reference<'d>) -> bool {
        let when = self.when(from, to, reference);
        when.is_satisfiable() && !when.is_unknown()
    }

    /// When both resources are there, and the reference is used.
    fn when(&self, from: usize, to: usize, reference: &Reference<'d>) -> When {
        let (template, conditions) = (self.template, self.template.conditions());
        let (Some(from), Some(to)) = (template.resources().get(from), template.resources().get(to)) else {
            return When::NEVER;
        };
        conditions.all([from.when, to.when, template.when_used(from.at, reference.at.node()).0])
    }
}

/// Whether the serverless transform takes the reference into a resource that its owner does not depend on: of a function it does so
/// with events.
fn is_taken_out(template: &Template<'_>, owner: &Resource<'_>, reference: &Reference<'_>) -> bool {
    let type_name = owner.type_name.unwrap_or("");
    if !type_name.starts_with("AWS::Serverless::") || TableKind::of_type(type_name).is_some() {
        return false;
    }
    let (view, node) = (template.view(), reference.at.node());
    let events = owner.properties.and_then(|at| view.get(at, "Events"));
    let is_in = |at: At| at.node() <= node && node < view.tree(at).end(at.node());
    type_name != types::SERVERLESS_FUNCTION || events.is_some_and(is_in)
}

fn write_circle<'d>(writer: &mut Writer<'_, 'd>, start: &Resource<'d>, circle: &Circle<'_, 'd>) {
    let template = writer.template;
    let Some((_, first)) = circle.way.first() else { return };
    let (mut path, mut among) = (["`", start.logical_id, "`"].concat(), ConditionSet::default());
    for (from, reference) in &circle.way {
        path.extend([" → `", reference.name, "`"]);
        if let Some(resource) = template.resources().get(*from) {
            among.extend(&own_condition(template, resource));
            among.extend(&template.when_used(resource.at, reference.at.node()).1);
        }
    }
    let type_name = start.type_name.unwrap_or("");
    let problem = Problem {
        kind: "circular-dependency",
        is_certain: true,
        logical_id: start.logical_id,
        type_name,
        of: &[noun(type_name), " `", start.logical_id, "`"].concat(),
        found: &path,
        related: circle.way.get(1).map(|(_, next)| (place(template, next), "the next reference of the circle")),
        ..Problem::default()
    };
    let variant = Variant::new(circle.when, writer.new_group(), start.when);
    problem.write(writer, place(template, first), variant, &among);
}
