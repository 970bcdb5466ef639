import Scenes
import Simulation

/// Says in a few words what happened in a film.
enum FilmWords {
  private static let plainKinds: Set<Substring> = ["pod", "node", "host", "container"]

  /// An entry of the trace: `web-1 is Ready (kubelet node-1)`.
  static func sentence(_ entry: TraceEntry) -> String {
    if entry.actor == "command" { return entry.text }
    let parts = entry.subject.split(separator: "/")
    var name = parts.last.map { String($0) } ?? entry.subject
    // Things that share their names are told apart by their kinds.
    if let kind = parts.first, parts.count > 1, !plainKinds.contains(kind) {
      name = kind + " " + name
    }
    return "\(name) \(entry.text) (\(entry.actor))"
  }

  /// What happened in a shot, and what began to wait with it.
  static func text(
    of shot: SessionFilm.Shot, _ waits: inout [String: String], in words: ThemeWords
  ) -> String {
    var parts: [String] = []
    if let entry = shot.entry, entry.actor != "command" { parts.append(sentence(entry)) }
    var now: [String: String] = [:]
    for box in shot.scene.boxes where !box.cause.isEmpty {
      now[box.id] = box.cause
      if waits[box.id] != box.cause, parts.count < 3 {
        parts.append(words.text(.playerWaits, [("name", box.label), ("cause", box.cause)]))
      }
    }
    waits = now
    return parts.joined(separator: "; ")
  }
}
