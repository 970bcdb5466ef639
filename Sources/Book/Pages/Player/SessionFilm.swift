import OrderedCollections
import Scenes
import Sessions
import Simulation

/// What could be seen in one session of a chapter, from its first command to its last: the ends of
/// its commands and, when the run was filmed, the moments between.
struct SessionFilm: Sendable {
  /// A picture of the film.
  struct Shot: Sendable {
    var time: VirtualTime
    var scene: Scene
    /// The block and the command that it belongs to, by their numbers.
    var block: Int
    var step: Int
    /// Whether it is how the world was when the command had ended.
    var isEnd: Bool
    /// What changed the world, if that is known.
    var entry: TraceEntry?
  }

  /// A block of the session: where its shots are.
  struct Part: Sendable {
    var block: Int
    /// When its first command began.
    var start: VirtualTime
    /// The shots, with the one before the block if there is one.
    var shots: Range<Int>
    /// Whether what is in the picture changed in the block.
    var hasChange: Bool
  }

  let session: String
  private(set) var shots: [Shot] = []
  private(set) var parts: [Part] = []
  /// What happened, in order, also before the session went its own way.
  private(set) var events: [TraceEntry] = []

  init(session: String) { self.session = session }

  /// The films of a chapter, in the order in which their sessions begin.
  /// - Parameter language: that of what is said in the pictures.
  static func films(
    of chapter: Chapter, _ runs: [Int: BlockRun], in language: SceneLanguage
  ) -> OrderedDictionary<String, SessionFilm> {
    var films: OrderedDictionary<String, SessionFilm> = [:]
    for (index, block) in chapter.blocks.enumerated() {
      guard case .scenario(let scenario) = block, let run = runs[index], !run.steps.isEmpty
      else { continue }
      var film = films[run.session] ?? SessionFilm(session: run.session)
      if film.parts.isEmpty, let from = scenario.from,
        let origin = runs.values.first(where: { $0.id == from }),
        let end = origin.steps.last?.recording.end, let before = films[origin.session]
      {
        // What happened before it went its own way happened in it, too.
        film.events = Array(before.events(until: end))
      }
      film.add(run)
      films[run.session] = film
    }
    return films.mapValues { $0.translated(to: language) }
  }

  private func translated(to language: SceneLanguage) -> SessionFilm {
    var film = self
    for index in film.shots.indices {
      film.shots[index].scene = film.shots[index].scene.translated(to: language)
    }
    return film
  }

  private mutating func add(_ run: BlockRun) {
    let before = shots.last
    let first = max(0, shots.count - 1)
    for (number, step) in run.steps.enumerated() {
      let recording = step.recording
      events += recording.events
      let scene = number == run.steps.count - 1 ? run.scene : step.scene
      var moments = recording.moments
      var entry: TraceEntry?
      if let last = moments.last, last.time == recording.end, last.scene.looks(like: scene) {
        entry = last.entry
        moments.removeLast()
      }
      for moment in moments {
        shots.append(
          Shot(
            time: moment.time, scene: moment.scene, block: run.index, step: number, isEnd: false,
            entry: moment.entry))
      }
      shots.append(
        Shot(
          time: recording.end, scene: scene, block: run.index, step: number, isEnd: true,
          entry: entry))
    }
    let new = shots[(before == nil ? 0 : first + 1)...]
    let reference = before ?? new.first
    parts.append(
      Part(
        block: run.index, start: run.steps[0].recording.start, shots: first..<shots.count,
        hasChange: reference.map { old in new.contains { !$0.scene.looks(like: old.scene) } }
          ?? false))
  }

  /// The events up to a time.
  func events(until time: VirtualTime) -> ArraySlice<TraceEntry> {
    // They are in the order of time.
    var (low, high) = (0, events.count)
    while low < high {
      let middle = (low + high) / 2
      if events[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return events[..<low]
  }

  /// The part of a block.
  func part(_ block: Int) -> Part? { parts.first { $0.block == block } }
}

extension Scene {
  /// Whether the pictures of both are the same, whatever they are called.
  func looks(like other: Scene) -> Bool { boxes == other.boxes && links == other.links }

  /// Whether there is something to see: machines that only stand there are no news.
  var isWorthShowing: Bool {
    boxes.contains { box in
      box.kind != .node && box.kind != .host || box.state != .good && box.state != .plain
    }
  }
}
