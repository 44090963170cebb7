//! A theme as egui's style: every stock widget looks as the rest does.

use egui::style::{Selection, WidgetVisuals, Widgets};
use egui::{CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Visuals};

use super::{Theme, interface, size, space};

/// The style of a theme.
pub(super) fn of(theme: &Theme) -> Style {
    let mut style = Style {
        text_styles: [
            (TextStyle::Small, interface(size::SMALL)),
            (TextStyle::Body, interface(size::BODY)),
            (TextStyle::Button, interface(size::BODY)),
            (TextStyle::Heading, interface(size::TITLE)),
            (TextStyle::Monospace, FontId::new(size::BODY, FontFamily::Monospace)),
        ]
        .into(),
        visuals: visuals(theme),
        animation_time: 0.1,
        ..Style::default()
    };
    let spacing = &mut style.spacing;
    spacing.item_spacing = egui::vec2(space::INSIDE, space::TIGHT);
    spacing.button_padding = egui::vec2(space::INSIDE, space::TIGHT);
    spacing.interact_size = egui::vec2(space::ROW, space::ROW);
    spacing.menu_margin = Margin::same(space::TIGHT as i8);
    spacing.window_margin = Margin::same(space::GROUP as i8);
    spacing.indent = space::SECTION;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 8.0;
    spacing.tooltip_width = 420.0;
    // A bar that the pointer is near covers no figure beside it.
    spacing.scroll.bar_width = 7.0;
    spacing.scroll.interact_handle_opacity = 0.45;
    spacing.scroll.active_handle_opacity = 0.6;
    spacing.scroll.interact_background_opacity = 0.0;
    spacing.scroll.active_background_opacity = 0.0;
    style.interaction.tooltip_delay = 0.35;
    style.interaction.selectable_labels = false;
    style.url_in_tooltip = true;
    style
}

fn visuals(theme: &Theme) -> Visuals {
    let base = if theme.is_dark { Visuals::dark() } else { Visuals::light() };
    let corner = CornerRadius::same(space::CORNER);
    let hair = Stroke::new(1.0, theme.rule);
    let ring = Stroke::new(2.0, theme.focus);
    let ink = Stroke::new(1.0, theme.ink);
    let plain = WidgetVisuals {
        bg_fill: theme.hover,
        weak_bg_fill: theme.hover,
        bg_stroke: Stroke::NONE,
        corner_radius: corner,
        fg_stroke: ink,
        expansion: 0.0,
    };
    let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: theme.shadow };
    Visuals {
        widgets: Widgets {
            noninteractive: WidgetVisuals {
                bg_fill: theme.ground,
                weak_bg_fill: theme.ground,
                bg_stroke: hair,
                ..plain
            },
            inactive: WidgetVisuals { bg_stroke: hair, ..plain },
            hovered: WidgetVisuals {
                bg_fill: theme.accent_soft,
                weak_bg_fill: theme.accent_soft,
                bg_stroke: hair,
                ..plain
            },
            // egui paints what has the keyboard as active: the ring is here.
            active: WidgetVisuals {
                bg_fill: theme.accent_soft,
                weak_bg_fill: theme.accent_soft,
                bg_stroke: ring,
                ..plain
            },
            open: WidgetVisuals {
                bg_fill: theme.accent_soft,
                weak_bg_fill: theme.accent_soft,
                ..plain
            },
        },
        selection: Selection { bg_fill: theme.accent_soft, stroke: Stroke::new(1.5, theme.accent) },
        override_text_color: None,
        weak_text_color: Some(theme.quiet),
        hyperlink_color: theme.accent,
        faint_bg_color: theme.hover,
        extreme_bg_color: theme.page,
        text_edit_bg_color: Some(theme.page),
        code_bg_color: theme.hover,
        warn_fg_color: theme.warning,
        error_fg_color: theme.danger,
        window_corner_radius: corner,
        menu_corner_radius: corner,
        window_fill: theme.page,
        window_stroke: hair,
        panel_fill: theme.ground,
        window_shadow: shadow,
        popup_shadow: shadow,
        striped: false,
        indent_has_left_vline: false,
        ..base
    }
}
