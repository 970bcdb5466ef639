/// One command of kubectl: its name, its flags, what it does.
struct Command: Sendable {
  /// What a command does, with its flags and arguments read. It ends the invocation itself,
  /// now or later.
  typealias Body = @Sendable (Invocation) throws(CommandError) -> Void

  let name: String
  var aliases: [String] = []
  let summary: String
  /// What follows the name in the usage line: `(TYPE NAME | -f FILENAME)`.
  var arguments = ""
  var flags: [Flag] = []
  /// Flags that must be given.
  var required: [Flag] = []
  var subcommands: [Command] = []
  /// nil for a group such as `rollout`, and for a command that is refused.
  var body: Body?
  /// Why a command that the real kubectl has is refused.
  var refusal: String?

  /// A command that works.
  init(
    _ name: String, aliases: [String] = [], _ summary: String, arguments: String = "",
    flags: [Flag] = [], required: [Flag] = [], body: @escaping Body
  ) {
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.arguments = arguments
    self.flags = flags
    self.required = required
    self.body = body
  }

  /// A group of commands.
  init(
    group name: String, aliases: [String] = [], _ summary: String, flags: [Flag] = [],
    subcommands: [Command]
  ) {
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.flags = flags
    self.subcommands = subcommands
  }

  /// A command of the real kubectl that is refused, with the reason.
  init(refused name: String, _ summary: String, _ reason: String) {
    self.name = name
    self.summary = summary
    self.refusal = reason
  }

  /// The subcommand with this name or alias.
  func subcommand(_ name: String) -> Command? {
    for command in subcommands where command.name == name || command.aliases.contains(name) {
      return command
    }
    return nil
  }
}
