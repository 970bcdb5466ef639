import ArgumentParser
public import Book
import Foundation
import Scenes
public import Sessions
import Synchronization

/// The command line `statebook`.
///
/// A book with plugins of its own is a package with an executable of this form:
///
///     @main struct MyBook {
///       static func main() async {
///         await Statebook.main(plugins: .standard + [.bells], fences: [.shout])
///       }
///     }
public enum Statebook {
  /// The version of the program and of what every book has.
  public static let version = "1.0.0"

  /// Runs the command that this process was started with, and ends the process with its status.
  /// - Parameters:
  ///   - plugins: what extends the simulated world.
  ///   - fences: the fences of the book's own, besides those that every book has.
  public static func main(
    plugins: [SimulationPlugin] = .standard, fences: [Fence] = []
  ) async {
    let interrupts = Interrupts()
    if let path = CommandLine.arguments.first, let name = path.split(separator: "/").last {
      StatebookCommand.name.withLock { $0 = String(name) }
    }
    let status = await run(
      Array(CommandLine.arguments.dropFirst()), plugins: plugins, fences: fences,
      surroundings: .process)
    interrupts.stop()
    // A preview ends also while something of it is still being run, drawn or kept.
    TemporaryPaths.removeAllAndExit(status.rawValue)
  }

  /// Runs one command line in the given surroundings.
  /// - Returns: 0 when all is well, 1 for differences and red claims, 2 for a mistake of the
  ///   author's or the caller's, 3 for one of statebook's own.
  public static func run(
    _ arguments: [String], plugins: [SimulationPlugin] = .standard,
    fences: [Fence] = [],
    site: ([FenceRenderer]) -> SiteWriter? = { .pages(fences: $0) }, surroundings: Surroundings
  ) async -> CommandStatus {
    do {
      let installation = Installation(
        plugins: plugins,
        fences: try registry(fences).knowing {
          SceneKind.all(of: plugins, yamlReader: YamsReader())
        }, settings: try settings(of: plugins),
        site: site(.standard + fences.map(\.renderer)), surroundings: surroundings)
      try StatebookCommand.checkName(in: arguments)
      var command = try StatebookCommand.parseAsRoot(arguments)
      if let command = command as? any BookCommand {
        return try await command.run(in: installation)
      }
      if command is StatebookCommand {
        surroundings.writeError(StatebookCommand.helpMessage() + "\n")
        return .mistake
      }
      // The parser's own commands, such as `help`.
      try command.run()
      return .success
    } catch let refusal as Refusal {
      surroundings.writeError("statebook: error: \(refusal.summary)\n")
      if let help = refusal.help { surroundings.writeError("  help: \(help)\n") }
      return .mistake
    } catch  where isAboutTheCommandLine(error) {
      let text = withoutFarOffer(StatebookCommand.fullMessage(for: error)) + "\n"
      if StatebookCommand.exitCode(for: error) == .success {
        surroundings.write(text)
        return .success
      }
      surroundings.writeError(text)
      return .mistake
    } catch {
      surroundings.writeError("statebook: error: \(error)\n  this is a mistake in statebook\n")
      return .failure
    }
  }

  /// A message of the parser without an option that it offers and that nobody meant.
  private static func withoutFarOffer(_ message: String) -> String {
    guard
      let match = message.firstMatch(
        of: /(Unknown option '--([^']+)')\. Did you mean '--([^']+)'\?/),
      Spelling.nearest(to: String(match.2), among: [String(match.3)]) == nil
    else { return message }
    return message.replacingCharacters(in: match.range, with: match.1)
  }

  /// The fences that every book has, and those of this one.
  private static func registry(_ fences: [Fence]) throws(Refusal) -> FenceRegistry {
    var registry = FenceRegistry.standard
    for fence in fences {
      do throws(FenceRegistry.Refusal) {
        try registry.add(fence.plugin)
      } catch {
        switch error {
        case .taken(let word):
          throw Refusal("the fence word '\(word)' is taken", help: "give the fence another word")
        case .badWord(let word):
          throw Refusal(
            "'\(word)' is not a fence word",
            help: "use lower-case letters, digits and hyphens, beginning with a letter")
        }
      }
    }
    return registry
  }

  /// The keys of front matter that the plugins bring.
  private static func settings(of plugins: [SimulationPlugin]) throws(Refusal) -> [PluginSetting] {
    let settings = ChapterRunner(plugins: plugins).settings
    for setting in settings where FrontMatter.isReserved(setting.key) {
      throw Refusal(
        "plugin \(setting.plugin): the key '\(setting.key)' of the front matter is that of every "
          + "book",
        help: "give the setting another key")
    }
    return settings
  }

  /// Whether the argument parser has an answer to an error: help, the version, a wrong argument.
  private static func isAboutTheCommandLine(_ error: any Error) -> Bool {
    let status = StatebookCommand.exitCode(for: error)
    return status == .success || status == .validationFailure
  }
}

/// The command line's commands.
struct StatebookCommand: ParsableCommand {
  /// What the program is called, in its help and for shells: that of a book has the book's name.
  static let name = Mutex("statebook")

  static var configuration: CommandConfiguration {
    settings(name: name.withLock { $0 })
  }

  private static func settings(name: String) -> CommandConfiguration {
    CommandConfiguration(
      commandName: name,
      abstract: "An executable book: what a chapter says, a simulated world does.",
      discussion: """
        It ends with status 0 when all is well, 1 when outputs differ or claims do not hold, 2 for \
        a mistake in the book or on the command line, 3 for a mistake in statebook itself.
        """,
      version: Statebook.version,
      subcommands: [
        NewCommand.self,
        BuildCommand.self,
        TestCommand.self,
        LintCommand.self,
        ServeCommand.self,
        DiffCommand.self,
        AcceptCommand.self,
        ClaimsCommand.self,
        ExportCommand.self,
        PluginsCommand.self,
        SchemaCommand.self,
        ManualCommand.self,
      ])
  }
}

extension StatebookCommand {
  /// Refuses a first word that is no command, and offers the one that was probably meant: the
  /// parser itself does that for options only.
  fileprivate static func checkName(in arguments: [String]) throws {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    let words = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
    guard let word = words.first, !word.hasPrefix("-"), !names.contains(word) else { return }
    let offer =
      Spelling.nearest(to: word, among: names).map { "Did you mean '\($0)'?" }
      ?? "The commands are \(names.joined(separator: ", "))."
    throw ValidationError("Unknown command '\(word)'. \(offer)")
  }
}

/// A command that works on a book.
protocol BookCommand: ParsableCommand {
  func run(in installation: Installation) async throws -> CommandStatus
}
