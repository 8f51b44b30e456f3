#!/usr/bin/python3
"""Walks the accessibility tree that a screen reader sees, and does with it and with keys what people do.

    .ci/tree.py PROGRAM ARCHIVE     ends with 1, and a line for each fault, where something is wrong

Run under a virtual screen with a session bus: xvfb-run -a dbus-run-session -- .ci/tree.py …
Debian: xvfb dbus-daemon at-spi2-core gir1.2-atspi-2.0 python3-gi xdotool openbox
"""
import os
import re
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

CONTROLS = {"push button", "button", "check box", "combo box", "entry", "text", "link", "slider", "spin button", "menu item", "dialog",
            "table", "column header", "frame", "page tab", "toggle button", "radio button"}


def ask(question, otherwise=None):
    """What a node answers; `otherwise` where it has gone meanwhile."""
    try:
        return question()
    except GLib.Error:
        return otherwise


def wanted():
    """The program builds its tree once somebody listens."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for name in ("IsEnabled", "ScreenReaderEnabled"):
        value = GLib.Variant("(ssv)", ("org.a11y.Status", name, GLib.Variant("b", True)))
        bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", value, None,
                      Gio.DBusCallFlags.NONE, -1, None)


# How much longer than a release build on an idle machine the window may take: builds for debugging draw slowly.
PATIENCE = 4


class Window:
    """The program in a home of its own."""

    def __init__(self, program, archive):
        self.home = tempfile.mkdtemp()
        home = {"HOME": self.home, "XDG_DATA_HOME": f"{self.home}/data", "XDG_CONFIG_HOME": f"{self.home}/config"}
        environment = {**os.environ, **home, "LIBGL_ALWAYS_SOFTWARE": "1"}
        self.said = []
        self.listener = Atspi.EventListener.new(self.hear)
        self.listener.register("object:announcement")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.manager = subprocess.Popen(["openbox"], env=environment, **quiet)
        self.process = subprocess.Popen([os.path.abspath(program), os.path.abspath(archive)], env=environment, cwd=self.home, **quiet)
        end = time.time() + 60
        while time.time() < end and len(self.nodes()) < 20:
            self.wait(0.3)
        self.wait(1)

    def hear(self, event):
        self.said.append(str(ask(lambda: event.any_data, "")))

    def wait(self, seconds=0.5):
        end = time.time() + seconds * PATIENCE
        while time.time() < end:
            if not GLib.MainContext.default().iteration(False):
                time.sleep(0.01)

    def nodes(self):
        desktop = Atspi.get_desktop(0)
        for at in range(ask(desktop.get_child_count, 0)):
            child = ask(lambda at=at: desktop.get_child_at_index(at))
            if child and ask(child.get_process_id, 0) == self.process.pid:
                return list(walk(child))
        return []

    def named(self, name, role=None):
        """The nodes with that in their name."""
        return [node for node in self.nodes() if name in name_of(node) and role in (None, role_of(node))]

    def focus(self):
        nodes = [node for node in self.nodes() if Atspi.StateType.FOCUSED in states(node)]
        return f"{role_of(nodes[-1])} {name_of(nodes[-1])!r}" if nodes else ""

    def press(self, *keys):
        for key in keys:
            subprocess.run(["xdotool", "key", "--clearmodifiers", key], check=True)
            self.wait(0.4)

    def write(self, text):
        subprocess.run(["xdotool", "type", "--delay", "30", text], check=True)
        self.wait()

    def act(self, name):
        """The first action of the first node with that in its name."""
        found = [node for node in self.named(name) if ask(node.get_n_actions, 0) > 0]
        is_done = bool(found) and ask(lambda: found[0].do_action(0), False)
        self.wait(0.8)
        return is_done

    def end(self):
        for process in (self.process, self.manager):
            process.terminate()
            process.wait()


def walk(node):
    yield node
    for at in range(ask(node.get_child_count, 0)):
        child = ask(lambda at=at: node.get_child_at_index(at))
        if child:
            yield from walk(child)


def name_of(node):
    return ask(node.get_name, "") or ""


def role_of(node):
    return ask(node.get_role_name, "gone")


def states(node):
    return ask(lambda: node.get_state_set().get_states(), []) or []


def faults_of_tree(window, where):
    """Controls without a name, labels that offer to do something."""
    for node in window.nodes():
        role, name = role_of(node), name_of(node).strip()
        if role in CONTROLS and not name:
            yield f"{where}: {role} without a name"
        if role == "label" and ask(node.get_n_actions, 0) > 0:
            yield f"{where}: the label {name[:40]!r} offers an action"


def check(window):
    def holds(condition, sentence):
        if not condition:
            yield sentence

    nodes = window.nodes()
    lanes = [node for node in nodes if name_of(node).startswith("Lane of ")]
    events = [node for node in nodes if ", 1962" in name_of(node) or " 1962" in name_of(node) and role_of(node) in ("toggle button", "push button")]
    yield from holds(len(lanes) == 8, f"8 lanes, found {len(lanes)}")
    yield from holds(len(events) >= 36, f"36 events with a year, found {len(events)}")
    acting = [node for node in lanes + events if ask(node.get_n_actions, 0) > 0]
    yield from holds(len(acting) == len(lanes) + len(events), "a lane or an event offers no action")
    described = [node for node in events if ask(node.get_description, "")]
    yield from holds(len(described) > 30, f"events have descriptions, {len(described)} do")
    yield from faults_of_tree(window, "at first")

    # Dialogs say what they are, take the focus, and give it back.
    window.press("Right")
    before = window.focus()
    yield from holds("Gromyko" in before, f"an arrow gives the focus to the first event, it is on {before}")
    for keys, title in (("ctrl+g", "Go to date"), ("ctrl+k", "Find a command"), ("ctrl+e", "Export figure"), ("F1", "Help"),
                        ("shift+c", "Citations"), ("shift+j", "Story")):
        window.press(keys)
        yield from holds(window.named(title, "dialog"), f"{keys}: no dialog is called {title!r}")
        yield from holds(window.focus() not in ("", before) and "frame" not in window.focus(), f"{keys}: the focus is on {window.focus()!r}")
        yield from faults_of_tree(window, keys)
        window.press("Escape")
        yield from holds(window.focus() == before, f"{keys}: after Escape the focus is on {window.focus()!r}, not on {before!r}")

    # A quote is read by actions alone.
    yield from holds(window.act("Khrushchev offers terms in a private letter"), "the letter of 26 October offers no action")
    yield from holds(window.named("tied the knot of war"), "its quote is not in the tree")
    # Somebody is filtered away.
    yield from holds(window.act("Leader filter"), "the leader filter offers no action")
    yield from holds(window.act("Anastas Mikoyan  "), "no box for Mikoyan")
    window.press("Escape")
    yield from holds(not window.named("Lane of Anastas Mikoyan"), "Mikoyan has a lane although he is hidden")
    yield from holds(not window.named("From date"), "Escape does not close the filter")
    # Something is searched, by keys, and what is found is said.
    window.said.clear()
    window.press("slash")
    window.write("quarantine")
    window.press("Return")
    yield from holds(any("hit" in said or " of " in said for said in window.said), f"hits are not announced, heard {window.said}")
    def hit():
        return [name_of(node) for node in window.nodes() if re.fullmatch(r"\d+ of \d+", name_of(node))]
    first = hit()
    window.press("Return")
    yield from holds(first and hit() and first != hit(), f"Enter does not go on to the next hit: {first}, {hit()}")
    window.press("Escape", "Escape")
    # A menu by keys.
    window.press("F10", "Down", "Right")
    yield from holds(window.named("Import report") or window.named("Next event") or window.named("Reload"), "F10 and arrows open no menu")
    window.press("Escape", "Escape")
    # A figure is saved by keys, and that is said.
    window.said.clear()
    window.press("ctrl+e", "Return")
    window.wait(3)
    yield from holds([name for name in os.listdir(window.home) if name.endswith(".png")], "Ctrl+E and Enter save no figure")
    yield from holds(any("Saved" in said for said in window.said), f"that it was saved is not announced, heard {window.said}")
    # The table has a name, rows and cells.
    window.press("Escape", "t")
    roles = {role_of(node) for node in window.nodes()}
    yield from holds(window.named("Events", "table"), "the event list is no table")
    yield from holds({"table row", "table cell", "column header"} <= roles or {"table row", "cell"} <= roles, f"the table lacks roles: {sorted(roles)}")
    window.press("t")
    # Tab comes around.
    stops = []
    while len(stops) < 120:
        window.press("Tab")
        stop = window.focus()
        if stops and stop == stops[0]:
            break
        stops.append(stop)
    yield from holds(len(stops) < 80, f"Tab does not come around: {stops[-5:]}")


if __name__ == "__main__":
    wanted()
    opened = Window(sys.argv[1], sys.argv[2])
    try:
        found = list(check(opened))
    finally:
        opened.end()
    for fault in dict.fromkeys(found):
        print(fault)
    print(f"accessibility: {len(found)} faults")
    sys.exit(1 if found else 0)
