import StatebookCommands

@main
struct Main {
  static func main() async { await Statebook.main() }
}
