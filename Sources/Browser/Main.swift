/// The program has no main part of its own: the page calls its doors. The host builds it all the
/// same, so that a mistake in it shows in every build.
@main
struct Main {
  static func main() {}
}
