public import Sessions

/// What was done in one session of a chapter: enough to have it again, here or in a page.
public struct SessionReplay: Hashable, Sendable {
  /// The session's name in the chapter.
  public let name: String
  /// What it started from.
  public let configuration: SessionConfiguration
  /// What was done in it, in order. One that was forked begins with what was done before.
  public let actions: [Session.Action]

  /// A replay as given.
  public init(name: String, configuration: SessionConfiguration, actions: [Session.Action]) {
    self.name = name
    self.configuration = configuration
    self.actions = actions
  }
}
