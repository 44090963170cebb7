//! The few pictures of the window, drawn as lines so that they are sharp at every scale.

use egui::{Color32, Painter, Pos2, Rect, Stroke, pos2, vec2};

/// A picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// An open book.
    Read,
    /// Quotation marks.
    Quotes,
    /// A lens.
    Search,
    /// Lines that branch.
    Framework,
    /// A grid.
    Tables,
    /// Cells with words in them.
    Matrix,
    /// Two people.
    Register,
    /// A card above two trays.
    Sort,
    /// A list that is ticked off.
    Check,
    /// Bars on a line.
    Pictures,
    /// Cards laid out.
    Board,
    /// A page with lines.
    Outputs,
    /// A slip with a folded corner and a few words.
    Memos,
    /// A clock.
    History,
    /// An arrow to the left.
    Back,
    /// An arrow to the right.
    Forward,
    /// Three dots.
    More,
    /// A cross.
    Close,
    /// Points right: something is folded.
    Folded,
    /// Points down: something is unfolded.
    Unfolded,
    /// A plus.
    Add,
    /// A pennant on its staff.
    Flag,
}

impl Icon {
    /// Draws the picture, 16 points wide, in the middle of a rectangle.
    pub fn paint(self, painter: &Painter, rect: Rect, colour: Color32) {
        let stroke = Stroke::new(1.5, colour);
        let at = |x: f32, y: f32| -> Pos2 { rect.center() + vec2(x - 8.0, y - 8.0) };
        let line = |points: &[(f32, f32)]| {
            painter.line(points.iter().map(|&(x, y)| at(x, y)).collect(), stroke);
        };
        match self {
            Self::Read => {
                line(&[(8.0, 4.0), (5.5, 2.8), (1.5, 2.8), (1.5, 12.4), (5.5, 12.4), (8.0, 13.6)]);
                line(&[
                    (8.0, 4.0),
                    (10.5, 2.8),
                    (14.5, 2.8),
                    (14.5, 12.4),
                    (10.5, 12.4),
                    (8.0, 13.6),
                ]);
                line(&[(8.0, 4.0), (8.0, 13.6)]);
            }
            Self::Quotes => {
                for x in [2.0, 9.0] {
                    line(&[
                        (x + 4.0, 3.5),
                        (x + 1.5, 5.0),
                        (x + 0.5, 8.0),
                        (x + 0.5, 11.5),
                        (x + 4.5, 11.5),
                        (x + 4.5, 8.0),
                        (x + 0.5, 8.0),
                    ]);
                }
            }
            Self::Board => {
                for (x, y, wide, high) in
                    [(1.6, 2.4, 5.4, 4.4), (9.0, 2.4, 5.4, 7.0), (1.6, 8.8, 5.4, 4.8)]
                {
                    let (right, low) = (x + wide, y + high);
                    line(&[(x, y), (right, y), (right, low), (x, low), (x, y)]);
                }
            }
            Self::Outputs => {
                line(&[
                    (10.0, 1.5),
                    (3.0, 1.5),
                    (3.0, 14.5),
                    (13.0, 14.5),
                    (13.0, 4.5),
                    (10.0, 1.5),
                ]);
                line(&[(5.5, 7.0), (10.5, 7.0)]);
                line(&[(5.5, 9.5), (10.5, 9.5)]);
                line(&[(7.5, 12.0), (10.5, 12.0)]);
            }
            Self::Memos => {
                line(&[
                    (9.6, 13.6),
                    (2.4, 13.6),
                    (2.4, 2.4),
                    (13.6, 2.4),
                    (13.6, 9.6),
                    (9.6, 13.6),
                ]);
                line(&[(9.6, 13.6), (9.6, 9.6), (13.6, 9.6)]);
                line(&[(5.0, 5.8), (11.0, 5.8)]);
                line(&[(5.0, 8.6), (8.0, 8.6)]);
            }
            Self::Search => {
                painter.circle_stroke(at(7.0, 7.0), 4.6, stroke);
                line(&[(10.4, 10.4), (14.0, 14.0)]);
            }
            Self::Framework => {
                line(&[(2.0, 3.0), (6.0, 3.0)]);
                line(&[(4.0, 3.0), (4.0, 12.6), (7.2, 12.6)]);
                line(&[(4.0, 7.8), (7.2, 7.8)]);
                line(&[(8.8, 7.8), (14.4, 7.8)]);
                line(&[(8.8, 12.6), (14.4, 12.6)]);
            }
            Self::Tables => {
                line(&[(2.0, 2.6), (14.0, 2.6), (14.0, 13.4), (2.0, 13.4), (2.0, 2.6)]);
                line(&[(2.0, 6.4), (14.0, 6.4)]);
                line(&[(6.4, 2.6), (6.4, 13.4)]);
            }
            Self::Matrix => {
                for (x, y) in [(2.0, 2.6), (8.8, 2.6), (2.0, 9.2), (8.8, 9.2)] {
                    line(&[(x, y), (x + 5.2, y), (x + 5.2, y + 4.6), (x, y + 4.6), (x, y)]);
                    line(&[(x + 1.4, y + 2.3), (x + 3.8, y + 2.3)]);
                }
            }
            Self::Register => {
                painter.circle_stroke(at(6.0, 5.2), 2.7, stroke);
                line(&[
                    (1.4, 13.6),
                    (1.4, 11.6),
                    (3.2, 9.8),
                    (8.8, 9.8),
                    (10.6, 11.6),
                    (10.6, 13.6),
                ]);
                line(&[(10.6, 2.7), (12.6, 4.0), (12.6, 6.4), (10.6, 7.7)]);
                line(&[(12.4, 9.8), (14.6, 11.6), (14.6, 13.6)]);
            }
            Self::Sort => {
                line(&[(4.0, 2.0), (12.0, 2.0), (12.0, 7.2), (4.0, 7.2), (4.0, 2.0)]);
                for x in [1.2, 9.6] {
                    line(&[(x, 10.2), (x, 14.0), (x + 5.2, 14.0), (x + 5.2, 10.2)]);
                }
            }
            Self::Check => {
                for y in [4.6, 11.4] {
                    line(&[(1.4, y), (3.2, y + 1.8), (6.4, y - 2.2)]);
                    line(&[(9.2, y), (14.6, y)]);
                }
            }
            Self::Pictures => {
                line(&[(1.6, 13.6), (14.4, 13.6)]);
                for (x, top) in [(4.0, 8.6), (8.0, 2.8), (12.0, 6.4)] {
                    line(&[(x, 13.6), (x, top)]);
                }
            }
            Self::History => {
                painter.circle_stroke(at(8.0, 8.0), 6.2, stroke);
                line(&[(8.0, 4.4), (8.0, 8.0), (10.8, 9.8)]);
            }
            Self::Back => line(&[(10.0, 3.0), (5.0, 8.0), (10.0, 13.0)]),
            Self::Forward => line(&[(6.0, 3.0), (11.0, 8.0), (6.0, 13.0)]),
            Self::More => {
                for x in [3.5, 8.0, 12.5] {
                    painter.circle_filled(at(x, 8.0), 1.3, colour);
                }
            }
            Self::Close => {
                line(&[(4.0, 4.0), (12.0, 12.0)]);
                line(&[(12.0, 4.0), (4.0, 12.0)]);
            }
            Self::Folded => line(&[(6.0, 4.5), (9.8, 8.0), (6.0, 11.5)]),
            Self::Unfolded => line(&[(4.5, 6.2), (8.0, 10.0), (11.5, 6.2)]),
            Self::Flag => {
                line(&[(4.5, 13.5), (4.5, 3.0), (12.0, 5.5), (4.5, 8.0)]);
            }
            Self::Add => {
                line(&[(8.0, 3.0), (8.0, 13.0)]);
                line(&[(3.0, 8.0), (13.0, 8.0)]);
            }
        }
    }

    /// A square button of `side` points that shows only this picture; `name` is what a screen reader says, `hover`
    /// the tip.
    pub fn button(self, ui: &mut egui::Ui, side: f32, name: &str, hover: &str) -> egui::Response {
        let (rect, response) = ui.allocate_exact_size(vec2(side, side), egui::Sense::click());
        let enabled = ui.is_enabled();
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, enabled, name));
        let theme = super::theme::Theme::of(ui.ctx());
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, super::theme::space::CORNER, theme.hover);
        }
        if response.has_focus() {
            let ring = Stroke::new(2.0, theme.focus);
            ui.painter().rect_stroke(
                rect,
                super::theme::space::CORNER,
                ring,
                egui::StrokeKind::Inside,
            );
        }
        let ink = match (enabled, response.hovered()) {
            (false, _) => theme.rule,
            (true, true) => theme.ink,
            (true, false) => theme.quiet,
        };
        self.paint(ui.painter(), rect, ink);
        response.on_hover_text(hover)
    }
}

/// Where a row of `rect`'s height draws its fold sign: a square at its left.
pub fn fold_rect(rect: Rect, indent: f32) -> Rect {
    Rect::from_min_size(pos2(rect.left() + indent, rect.top()), vec2(16.0, rect.height()))
}
