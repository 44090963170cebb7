//! A network: what stands together is joined and drawn near.

use super::scene::{
    Anchor, Bounds, EDGE, Form, GAP, Measure, Opens, Role, Room, SMALL, Scene, fitted, words,
};
use crate::domain::Colour;

/// What is drawn as a network.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graph {
    /// What the picture is called.
    pub title: String,
    /// What is to be known of it, in sentences.
    pub notes: Vec<String>,
    /// What is joined.
    pub nodes: Vec<Node>,
    /// What joins them.
    pub edges: Vec<Edge>,
    /// What stands above those that nothing joins.
    pub alone: String,
}

/// A node.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Node {
    /// Its name.
    pub label: String,
    /// Its colour; the accent without one.
    pub colour: Option<Colour>,
    /// How much it is; its circle's area goes with it.
    pub count: usize,
    /// What it says when one points at it, as a sentence.
    pub says: String,
    /// What it opens.
    pub opens: Option<Opens>,
}

/// What joins two nodes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Edge {
    /// The places of the two among the nodes.
    pub ends: (usize, usize),
    /// How strongly, above 0 to 1.
    pub strength: f32,
    /// What it says when one points at it, as a sentence.
    pub says: String,
    /// What it opens.
    pub opens: Option<Opens>,
}

/// The radius of the largest circle, and the least.
const LARGEST: f32 = 26.0;
const SMALLEST: f32 = 5.0;
/// The longest name.
const LONGEST: f32 = 132.0;
/// Between the circle and the middle of its name.
const BELOW: f32 = SMALL * 0.5 + 6.0;
/// The least height of the network itself.
const LEAST: f32 = 280.0;

/// A node with the room that it takes, about the middle of its circle.
struct Placed {
    x: f32,
    y: f32,
    radius: f32,
    label: String,
    /// Half its width.
    half: f32,
}

impl Placed {
    fn bounds(&self) -> Bounds {
        Bounds {
            left: self.x - self.half,
            top: self.y - self.radius,
            right: self.x + self.half,
            bottom: self.y + self.radius + BELOW + SMALL * 0.7,
        }
    }
}

/// Lays out a network by forces: nodes repel each other, edges draw theirs together (Fruchterman and Reingold, “Graph
/// drawing by force-directed placement”, 1991), for a fixed number of steps from a fixed start. Then nodes whose circles
/// or names lie over each other are pushed apart. Nodes without an edge stand below the others.
pub fn graph(data: &Graph, room: Room, measure: Measure<'_>) -> Scene {
    let (mut scene, top) = Scene::headed(&data.title, &data.notes, room.width, measure);
    let most = data.nodes.iter().map(|node| node.count).max().unwrap_or(0).max(1);
    let mut nodes: Vec<Placed> =
        data.nodes.iter().map(|node| placed(node, most, measure)).collect();
    let edges: Vec<&Edge> = data
        .edges
        .iter()
        .filter(|edge| edge.ends.0.max(edge.ends.1) < nodes.len() && edge.ends.0 != edge.ends.1)
        .collect();
    let mut joined = vec![false; nodes.len()];
    for edge in &edges {
        joined[edge.ends.0] = true;
        joined[edge.ends.1] = true;
    }
    let (left, right) = (EDGE, scene.width - EDGE);
    // Below stand those that nothing joins; how high that is decides how much is left for the others.
    let rows = rows_of_alone(&mut nodes, &joined, left, right);
    let alone = match rows {
        0.0 => 0.0,
        rows => rows + SMALL + 3.0 * GAP,
    };
    let together = joined.iter().filter(|&&joined| joined).count();
    // Many nodes need more than the window has.
    let needed = if together == 0 { 0.0 } else { LEAST.max((together as f32).sqrt() * 76.0) };
    let bottom = (room.height - EDGE - alone).max(top + needed);
    let bottom = if together == 0 { top } else { bottom };
    let field = Bounds { left, top, right, bottom };
    draw_together(&mut nodes, &edges, &joined, field);
    push_apart(&mut nodes, &joined, field);
    let lowest = nodes.iter().zip(&joined).filter(|(_, joined)| **joined);
    let lowest = lowest.map(|(node, _)| node.bounds().bottom).fold(bottom, f32::max);
    for (node, _) in nodes.iter_mut().zip(&joined).filter(|(_, joined)| !**joined) {
        node.y += lowest + SMALL + 3.0 * GAP;
    }
    paint(&mut scene, data, &nodes, &edges, measure);
    if rows > 0.0 {
        let y = lowest + GAP + SMALL;
        let said = fitted(&data.alone, right - left, SMALL, measure);
        let said = words((left, y), said, SMALL, Anchor::Start, measure);
        scene.draw(vec![Form::Words(said).in_ink(Role::Quiet)]);
    }
    scene.height = lowest + alone + EDGE;
    scene
}

fn placed(node: &Node, most: usize, measure: Measure<'_>) -> Placed {
    let share = (node.count as f64 / most as f64).sqrt() as f32;
    let radius = (LARGEST * share).max(SMALLEST);
    let label = fitted(&node.label, LONGEST, SMALL, measure);
    let half = (measure(&label, SMALL, false) / 2.0 + 4.0).max(radius);
    Placed { x: 0.0, y: 0.0, radius, label, half }
}

/// Puts those that nothing joins in rows from the left, their tops from 0 on; gives the height of all rows.
fn rows_of_alone(nodes: &mut [Placed], joined: &[bool], left: f32, right: f32) -> f32 {
    let (mut x, mut y, mut tall) = (left, 0.0, 0.0_f32);
    for (node, _) in nodes.iter_mut().zip(joined).filter(|(_, joined)| !**joined) {
        if x > left && x + 2.0 * node.half > right {
            (x, y, tall) = (left, y + tall, 0.0);
        }
        (node.x, node.y) = (x + node.half, y + node.radius);
        x += 2.0 * node.half + GAP;
        let bounds = node.bounds();
        tall = tall.max(bounds.bottom - bounds.top + GAP);
    }
    y + tall
}

/// Moves the joined nodes by their forces and spreads them over the field.
fn draw_together(nodes: &mut [Placed], edges: &[&Edge], joined: &[bool], field: Bounds) {
    const STEPS: usize = 400;
    let which = neighbours_together(edges, joined);
    let count = which.len();
    if count == 0 {
        return;
    }
    let mut place = vec![0; nodes.len()];
    which.iter().enumerate().for_each(|(at, &node)| place[node] = at);
    let strongest = edges.iter().map(|edge| edge.strength).fold(f32::MIN_POSITIVE, f32::max);
    // In a square of side 1, from a circle on, where those that are joined begin side by side.
    let mut at: Vec<(f32, f32)> = (0..count)
        .map(|number| {
            let turned = std::f32::consts::TAU * number as f32 / count as f32;
            (0.5 + 0.4 * turned.cos(), 0.5 + 0.4 * turned.sin())
        })
        .collect();
    let apart = 0.9 / (count as f32).sqrt();
    for step in 0..STEPS {
        let mut moves = vec![(0.0_f32, 0.0_f32); count];
        for a in 0..count {
            for b in a + 1..count {
                let (dx, dy) = (at[a].0 - at[b].0, at[a].1 - at[b].1);
                let far = dx.hypot(dy).max(1e-4);
                let push = apart * apart / far / far;
                moves[a].0 += dx * push;
                moves[a].1 += dy * push;
                moves[b].0 -= dx * push;
                moves[b].1 -= dy * push;
            }
            // A little towards the middle, so that parts that nothing joins do not fly off.
            moves[a].0 += (0.5 - at[a].0) * 0.6;
            moves[a].1 += (0.5 - at[a].1) * 0.6;
        }
        for edge in edges {
            let (a, b) = (place[edge.ends.0], place[edge.ends.1]);
            let (dx, dy) = (at[a].0 - at[b].0, at[a].1 - at[b].1);
            let pull = dx.hypot(dy) / apart * (0.2 + 0.8 * edge.strength / strongest);
            moves[a].0 -= dx * pull;
            moves[a].1 -= dy * pull;
            moves[b].0 += dx * pull;
            moves[b].1 += dy * pull;
        }
        let heat = 0.1 * (1.0 - step as f32 / STEPS as f32);
        for (place, by) in at.iter_mut().zip(&moves) {
            let far = by.0.hypot(by.1).max(1e-6);
            place.0 += by.0 / far * far.min(heat);
            place.1 += by.1 / far * far.min(heat);
        }
    }
    let span = |values: &mut dyn Iterator<Item = f32>| {
        values.fold((f32::MAX, f32::MIN), |(low, high), value| (low.min(value), high.max(value)))
    };
    let across = span(&mut at.iter().map(|place| place.0));
    let down = span(&mut at.iter().map(|place| place.1));
    let spread = |value: f32, (low, high): (f32, f32), from: f32, to: f32| {
        let share = if high - low < 1e-3 { 0.5 } else { (value - low) / (high - low) };
        from + (to - from) * share
    };
    for (&node, place) in which.iter().zip(&at) {
        let node = &mut nodes[node];
        let (from, to) = (field.left + node.half, field.right - node.half);
        node.x = spread(place.0, across, from, to);
        let to = field.bottom - node.radius - BELOW - SMALL;
        node.y = spread(place.1, down, field.top + node.radius, to);
    }
}

/// The joined nodes, each after those that it is joined to most strongly.
fn neighbours_together(edges: &[&Edge], joined: &[bool]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..joined.len()).filter(|&node| joined[node]).collect();
    let mut drawn = vec![0.0_f32; joined.len()];
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let strongest = (0..left.len())
            .rev()
            .max_by(|&a, &b| drawn[left[a]].total_cmp(&drawn[left[b]]))
            .unwrap_or(0);
        let next = left.remove(strongest);
        for edge in edges {
            match edge.ends {
                (one, other) if one == next => drawn[other] += edge.strength,
                (one, other) if other == next => drawn[one] += edge.strength,
                _ => {}
            }
        }
        order.push(next);
    }
    order
}

/// Pushes joined nodes apart that lie over each other, along the shorter way, and keeps them in the field. Where that is
/// too small for all of them, it gives way downwards.
fn push_apart(nodes: &mut [Placed], joined: &[bool], field: Bounds) {
    const STEPS: usize = 300;
    let which: Vec<usize> = (0..nodes.len()).filter(|&node| joined[node]).collect();
    for step in 0..STEPS {
        let mut moved = false;
        for (number, &a) in which.iter().enumerate() {
            for &b in &which[number + 1..] {
                let (one, other) = (nodes[a].bounds(), nodes[b].bounds());
                let over_x = one.right.min(other.right) - one.left.max(other.left);
                let over_y = one.bottom.min(other.bottom) - one.top.max(other.top) + 2.0;
                if over_x <= 0.0 || over_y <= 0.0 {
                    continue;
                }
                moved = true;
                // Past half of the steps only downwards, where there always is room.
                if over_x < over_y && step < STEPS / 2 {
                    let by = over_x / 2.0 + 0.5;
                    let sign = if nodes[a].x <= nodes[b].x { 1.0 } else { -1.0 };
                    nodes[a].x -= sign * by;
                    nodes[b].x += sign * by;
                } else if step < STEPS / 2 {
                    let by = over_y / 2.0 + 0.5;
                    let sign = if nodes[a].y <= nodes[b].y { 1.0 } else { -1.0 };
                    nodes[a].y -= sign * by;
                    nodes[b].y += sign * by;
                } else {
                    let lower = if nodes[a].y <= nodes[b].y { b } else { a };
                    nodes[lower].y += over_y + 0.5;
                }
            }
        }
        for &node in &which {
            let node = &mut nodes[node];
            let most = (field.right - node.half).max(field.left + node.half);
            node.x = node.x.clamp(field.left + node.half, most);
            node.y = node.y.max(field.top + node.radius);
            if step < STEPS / 2 {
                let most =
                    (field.bottom - node.radius - BELOW - SMALL).max(field.top + node.radius);
                node.y = node.y.min(most);
            }
        }
        if !moved {
            break;
        }
    }
}

fn paint(scene: &mut Scene, data: &Graph, nodes: &[Placed], edges: &[&Edge], measure: Measure<'_>) {
    let strongest = edges.iter().map(|edge| edge.strength).fold(f32::MIN_POSITIVE, f32::max);
    let mut weak_first = edges.to_vec();
    weak_first.sort_by(|a, b| a.strength.total_cmp(&b.strength));
    for edge in weak_first {
        let (from, to) = (&nodes[edge.ends.0], &nodes[edge.ends.1]);
        let share = edge.strength / strongest;
        let line =
            Form::Line { from: (from.x, from.y), to: (to.x, to.y), width: 1.0 + 5.0 * share };
        let line = line.in_ink(Role::Quiet.at(0.25 + 0.35 * share));
        scene.mark(vec![line], &edge.says, edge.opens.as_ref());
    }
    for (node, placed) in data.nodes.iter().zip(nodes) {
        let role = node.colour.map_or(Role::Accent, Role::Code);
        let (x, y) = (placed.x, placed.y);
        let name_at = (x, y + placed.radius + BELOW);
        let name = words(name_at, &*placed.label, SMALL, Anchor::Middle, measure);
        let own = name.bounds();
        let behind = Form::Rect {
            x: own.left - 2.0,
            y: own.top,
            width: own.right - own.left + 4.0,
            height: own.bottom - own.top,
            corner: 3.0,
        };
        let shapes = vec![
            // Edges end a little before the circle, and pass behind names without cutting them.
            Form::Circle { x, y, radius: placed.radius + 1.5 }.in_ink(Role::Page),
            Form::Circle { x, y, radius: placed.radius }.in_ink(role),
            behind.in_ink(Role::Page.at(0.8)),
            Form::Words(name).in_ink(Role::Ink),
        ];
        scene.mark(shapes, &node.says, node.opens.as_ref());
    }
}
