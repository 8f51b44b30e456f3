//! Démarche: a timeline of messages, replies and visits between leaders, with every quote and its source.

pub mod cli;
pub mod command;
pub mod dates;
pub mod export;
pub mod figure;
pub mod files;
pub mod formats;
pub mod index;
pub mod layout;
pub mod model;
pub mod scene;
pub mod state;
pub mod theme;
pub mod threads;
pub mod view;
pub mod ui;
pub mod app;
pub mod window;
