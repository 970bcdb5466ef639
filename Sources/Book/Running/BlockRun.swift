public import Scenes

/// A block of a chapter, run.
public struct BlockRun: Hashable, Sendable {
  /// The block's index among the chapter's blocks.
  public let index: Int
  /// The block's name, if it has one.
  public let id: String?
  /// The session that it ran in.
  public let session: String
  /// The commands of a scenario block, in order.
  public let steps: [StepRun]
  /// The claims of a `check` fence, in order.
  public let claims: [ClaimRun]
  /// The world behind the block.
  public let scene: Scene
  /// Whether something before it in its session differs already, so that what differs here
  /// probably follows from that. A block that is reused is judged in the original alone.
  public let isBehindDifference: Bool

  /// A run as given; ``ChapterRunner`` makes them.
  public init(
    index: Int, id: String?, session: String, steps: [StepRun], claims: [ClaimRun], scene: Scene,
    isBehindDifference: Bool
  ) {
    self.index = index
    self.id = id
    self.session = session
    self.steps = steps
    self.claims = claims
    self.scene = scene
    self.isBehindDifference = isBehindDifference
  }
}
