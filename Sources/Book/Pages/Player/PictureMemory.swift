import Scenes
import Simulation
import Synchronization

/// The pictures and films of pages as they were drawn last, for somebody who draws a page again and
/// again while it is written.
///
/// A page is the same with it and without it: what is taken from here was drawn from equal things.
/// It is for one theme.
public final class PictureMemory: Sendable {
  private let chapters = Mutex<[String: DrawnPictures]>([:])

  /// A memory of nothing; the first page is drawn as without it.
  public init() {}

  /// What was drawn for a chapter last.
  func pictures(of file: String) -> DrawnPictures {
    chapters.withLock { $0[file] ?? DrawnPictures() }
  }

  func keep(_ pictures: DrawnPictures, of file: String) {
    chapters.withLock { $0[file] = pictures }
  }
}

/// The pictures and films of one chapter, each with what it was drawn from.
struct DrawnPictures: Sendable {
  var frames: [String: Frame] = [:]
  var figures: [String: Figure] = [:]
  var films: [String: Film] = [:]

  /// The frame of a session.
  struct Frame: Sendable {
    var scenes: [Scene]
    var frame: SceneFrame
  }

  /// A picture behind a block.
  struct Figure: Sendable {
    var source: Source
    var frame: SceneFrame
    var markup: Markup

    struct Source: Sendable, Equatable {
      var scene: Scene
      var scenes: [Scene]
      var session: SceneFrame
      var film: String?
      var start: VirtualTime
      var time: VirtualTime?
    }
  }

  /// The data of a player.
  struct Film: Sendable {
    var source: Source
    var pictures: Markup
    var keys: Set<String>
    var events: [TraceEntry]
    var told: Markup

    struct Source: Sendable, Equatable {
      var shots: [SessionFilm.Shot]
      /// What is seen of the shot before.
      var before: Scene?
      var steps: [String]
      var frame: SceneFrame
    }
  }
}

extension SessionFilm.Shot: Equatable {
  /// Whether both look and say the same. Where a block stands in the text does not matter.
  static func == (left: Self, right: Self) -> Bool {
    left.time == right.time && left.isEnd == right.isEnd
      && (left.entry == right.entry || left.told == right.told) && left.scene == right.scene
  }

  /// What is told of the entry; that of a command is not.
  private var told: String? {
    entry.flatMap { $0.actor == "command" ? nil : FilmWords.sentence($0) }
  }
}
