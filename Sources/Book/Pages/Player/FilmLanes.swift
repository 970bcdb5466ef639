import OrderedCollections
import Scenes

/// The lanes of a timeline, from a film: what became of each pod that is asked for.
struct FilmLanes {
  private(set) var lanes: [SceneTimeline.Lane] = []

  /// - Parameters:
  ///   - of: a controller, `statefulset/web`, or a pod, `pod/web-0`; nil for all pods.
  ///   - from: the block with which the timeline begins; nil for the first of the session.
  ///   - to: the block with which it ends; nil for the last.
  ///   - words: those of the film.
  init(_ film: SessionFilm, of: String?, from: Int?, to: Int?, words: ThemeWords) {
    let parts = film.parts.filter { $0.block >= from ?? 0 && $0.block <= to ?? .max }
    guard let first = parts.first, let last = parts.last else { return }
    let shots = film.shots[first.shots.lowerBound..<last.shots.upperBound]
    var lanes: OrderedDictionary<String, SceneTimeline.Lane> = [:]
    let running = words.pictures.text(of: "Running")
    // The shot before the first block is how the world was when that began.
    let start = first.start.milliseconds
    for (number, shot) in shots.enumerated() {
      let time = max(start, shot.time.milliseconds)
      let next =
        number + 1 < shots.count ? shots[shots.startIndex + number + 1].time.milliseconds : time
      for box in shot.scene.boxes where FilmLanes.isMeant(box, by: of) {
        var text = box.badges.map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
        // It says that it runs, but its machine does not answer: another state needs other words.
        if box.state == .waiting, text.hasPrefix(running),
          shot.scene.boxes.contains(where: { $0.id == box.parent && $0.state == .bad })
        {
          text = words.text(.timelineSilent, [("state", text)])
        }
        lanes[box.id, default: SceneTimeline.Lane(box.label, [])]
          .add(text, box.state, from: time, to: max(time, next))
      }
    }
    self.lanes = Array(lanes.values)
    // The pods of a set stand in the order of their numbers, others in that of their coming.
    if let of, of.hasPrefix("st") {
      self.lanes.sort { FilmLanes.ordinal(of: $0.name) ?? 0 < FilmLanes.ordinal(of: $1.name) ?? 0 }
    }
  }

  /// Whether a box is one of the things: a pod, named after what is asked for.
  private static func isMeant(_ box: SceneBox, by of: String?) -> Bool {
    guard box.kind == .pod || box.kind == .container else { return false }
    guard let of else { return true }
    let parts = of.split(separator: "/")
    let name = parts.last.map { String($0) } ?? of
    guard let kind = parts.first, parts.count > 1 else { return box.label == name }
    switch kind {
    case "pod", "container": return box.label == name
    case "statefulset", "sts":
      return box.label.hasPrefix(name + "-") && ordinal(of: box.label) != nil
        && box.label.utf8.count(where: { $0 == 0x2D }) == name.utf8.count(where: { $0 == 0x2D }) + 1
    default: return box.label.hasPrefix(name + "-")
    }
  }

  private static func ordinal(of name: String) -> Int? {
    name.split(separator: "-").last.flatMap { Int($0) }
  }
}

extension SceneTimeline.Lane {
  /// Goes on with what was there, or with something new.
  fileprivate mutating func add(
    _ text: String, _ state: SceneState, from start: Int64, to end: Int64
  ) {
    if let last = stretches.last, last.end >= start, last.text == text, last.state == state {
      stretches[stretches.count - 1].end = max(last.end, end)
    } else {
      stretches.append(SceneTimeline.Stretch(text, state, from: start, to: end))
    }
  }
}
