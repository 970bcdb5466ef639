/// What became of several things in the course of time, one lane each.
public struct SceneTimeline: Sendable, Hashable {
  /// A stretch of time in which one thing looked the same.
  public struct Stretch: Sendable, Hashable {
    /// How it looked: it gives the stretch its colour.
    public var state: SceneState
    /// The words for it: `Running 1/1`.
    public var text: String
    /// In milliseconds from the beginning of the session.
    public var start: Int64
    /// Where it ends, in the same milliseconds; the next one may begin there.
    public var end: Int64

    /// A stretch as given; nothing checks that it ends after it begins.
    public init(_ text: String, _ state: SceneState, from start: Int64, to end: Int64) {
      self.text = text
      self.state = state
      self.start = start
      self.end = end
    }
  }

  /// One thing. Between two stretches it is not there.
  public struct Lane: Sendable, Hashable {
    /// The name beside the lane, which also begins its sentence.
    public var name: String
    /// In the order of time, without overlaps.
    public var stretches: [Stretch]

    /// A lane; with no stretches it says `never there`.
    public init(_ name: String, _ stretches: [Stretch]) {
      self.name = name
      self.stretches = stretches
    }
  }

  /// What it shows, as a heading without a full stop.
  public var title: String
  /// From top to bottom; see ``laneLimit``.
  public var lanes: [Lane]
  /// The language of what it says around its texts.
  public var language: SceneLanguage

  /// A timeline; it may have more lanes than ``laneLimit``. Its texts are shown as they are.
  public init(title: String, lanes: [Lane], language: SceneLanguage = .english) {
    self.title = title
    self.lanes = lanes
    self.language = language
  }

  /// Lanes beyond these are not drawn, but counted.
  public static let laneLimit = 24

  /// The same in words, a sentence for each lane.
  public var sentences: [String] {
    var result: [String] = []
    for lane in lanes.prefix(SceneTimeline.laneLimit) {
      var parts: [String] = []
      var end: Int64?
      for stretch in lane.stretches {
        if let end, stretch.start > end { parts.append(gone(end)) }
        parts.append(
          language.text(
            .since, [("state", stretch.text), ("time", SceneClock.text(stretch.start))]))
        end = stretch.end
      }
      let last = lanes.reduce(Int64.min) { max($0, $1.stretches.last?.end ?? .min) }
      if let end, end < last { parts.append(gone(end)) }
      if parts.isEmpty { parts.append(language.text(.neverThere)) }
      result.append(lane.name + ": " + parts.joined(separator: ", ") + ".")
    }
    if lanes.count > SceneTimeline.laneLimit {
      result.append(
        language.text(.more, [("count", "\(lanes.count - SceneTimeline.laneLimit)")]))
    }
    return result
  }

  private func gone(_ time: Int64) -> String {
    language.text(.goneAt, [("time", SceneClock.text(time))])
  }
}

/// Times as pictures tell them.
enum SceneClock {
  /// `0:07`, `1:02:05`.
  static func text(_ milliseconds: Int64) -> String {
    let seconds = max(0, milliseconds / 1000)
    func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    return hours > 0
      ? "\(hours):" + padded(minutes) + ":" + padded(seconds % 60)
      : "\(minutes):" + padded(seconds % 60)
  }
}
