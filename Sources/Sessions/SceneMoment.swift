public import Scenes
public import Simulation

/// The world at a moment in which its picture changed.
public struct SceneMoment: Sendable, Hashable {
  /// When it looked like this first.
  public var time: VirtualTime
  /// The whole picture, not the difference from the one before.
  public var scene: Scene
  /// What changed it, if anything was recorded: the newest entry about a thing that looks
  /// different now, else the newest of all.
  public var entry: TraceEntry?

  /// A moment as given.
  public init(time: VirtualTime, scene: Scene, entry: TraceEntry?) {
    self.time = time
    self.scene = scene
    self.entry = entry
  }
}
