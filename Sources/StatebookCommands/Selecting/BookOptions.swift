import ArgumentParser

/// The options of all commands that work on a book.
struct BookOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The folder of the book: the one with the folder 'chapters'. "
        + "Without it, the nearest one from here upwards.",
      valueName: "dir"),
    completion: .directory)
  var book: String?
}
