import Book
import Sessions
import StatebookCommands

/// The command line of this book: that of `statebook`, with a queue and dialogues.
@main
struct MessageBook {
  static func main() async {
    await Statebook.main(plugins: .standard + [.queue], fences: [.dialogue])
  }
}
