public import Simulation

/// What a command, a claim or the start of a session took: for finding out what makes a chapter
/// slow.
public struct StepCost: Hashable, Sendable {
  /// What was done.
  public enum Deed: Hashable, Sendable {
    /// A command or the command of a claim.
    case command(String)
    /// A session began: its world was made and lived until its first command could start.
    case start(session: String)
    /// A session was forked: all that led to the block was done again.
    case fork(session: String, block: String)
  }

  /// The chapter, as its book names it.
  public let file: String
  /// The line of the command or of the block that needed the session, from 1.
  public let line: Int
  /// What was done there.
  public let deed: Deed
  /// How many events of the world it took.
  public let events: Int64
  /// How long it took in the world.
  public let virtual: VirtualDuration
  /// How long it took here. It is another one each time.
  public let real: Duration
}
