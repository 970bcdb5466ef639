/// What `--dry-run` asks for.
enum DryRun {
  case none
  /// Nothing is sent.
  case client
  /// The server is asked to check everything and to store nothing.
  case server

  /// What is put behind a message.
  var suffix: String {
    switch self {
    case .none: ""
    case .client: " (dry run)"
    case .server: " (server dry run)"
    }
  }
}

extension Invocation {
  func dryRun() throws(CommandError) -> DryRun {
    let text = options.text(.dryRun)
    switch text {
    case "none", "": return .none
    case "client": return .client
    case "server": return .server
    case "unchanged":
      printError(
        "W0302 09:00:00.000000       1 helpers.go:703] --dry-run is deprecated and can be"
          + " replaced with --dry-run=client.")
      return .client
    default:
      if let value = Options.bool(text) {
        if !value { return .none }
        printError(
          "W0302 09:00:00.000000       1 helpers.go:703] --dry-run=\(text) is deprecated"
            + " (boolean value) and can be replaced with --dry-run=client.")
        return .client
      }
      throw .text(
        "Invalid dry-run value (\(text)). Must be \"none\", \"server\", or \"client\".")
    }
  }
}
