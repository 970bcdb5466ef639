/// How something in a picture is doing. A picture shows it by colour, shape, line and words.
public enum SceneState: String, Sendable, Hashable, CaseIterable {
  /// Nothing is said about it.
  case plain
  /// It does what it should: Running and Ready, Bound.
  case good
  /// It waits for something or starts: Pending, ContainerCreating.
  case waiting
  /// It failed, or cannot be reached: CrashLoopBackOff, NotReady, Lost.
  case bad
  /// It is going away: Terminating.
  case ending
  /// It is not there any more and is drawn to show where it was.
  case gone

  /// The word for the state in a legend.
  var word: ScenePhrase {
    switch self {
    case .plain: .plain
    case .good: .good
    case .waiting: .waiting
    case .bad: .bad
    case .ending: .ending
    case .gone: .gone
    }
  }
}
