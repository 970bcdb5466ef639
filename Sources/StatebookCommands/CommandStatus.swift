/// What a command line ends with.
public enum CommandStatus: Int32, Sendable, Comparable {
  case success = 0
  /// Outputs differ or claims are red.
  case differences = 1
  /// The author's, or the caller's, mistake.
  case mistake = 2
  /// A mistake of statebook itself.
  case failure = 3

  public static func < (a: CommandStatus, b: CommandStatus) -> Bool { a.rawValue < b.rawValue }
}
