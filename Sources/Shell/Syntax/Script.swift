/// Commands in a row: a script, the body of a loop.
final class Script {
  let items: [ListItem]
  /// What is wrong with the text after these commands, if anything.
  let error: ShellSyntaxError?

  init(_ items: [ListItem], error: ShellSyntaxError? = nil) {
    self.items = items
    self.error = error
  }
}

/// Pipelines joined by `&&` and `||`, and whether they run in the background.
struct ListItem {
  var first: Pipeline
  var rest: [Link] = []
  var isBackground = false

  struct Link {
    /// Whether it runs after success (`&&`) or after failure (`||`).
    var afterSuccess: Bool
    var pipeline: Pipeline
  }
}

/// Commands connected by `|`.
struct Pipeline {
  var isNegated = false
  var stages: [Command]
}
