import Sessions
import Testing

@testable import Book
@testable import StatebookCommands

/// What the world of a chapter has not is said in the cause: the programs say what the real ones do.
@Suite struct WorldLackTests {
  private func causes(_ commands: String..., frontMatter: String? = nil) -> [String] {
    let body = commands.map { "$ \($0)\n" }.joined()
    let page = Page("```console\n\(body)```", frontMatter: frontMatter)
    let run = ChapterRunner(plugins: .standard).run(page.chapter, mistakes: page.mistakes)
    return run.steps.map { $0.cause ?? "" }
  }

  private static let python =
    "this world has no image python (`statebook plugins` lists the images); "

  @Test func anImageThatTheWorldHasNot() {
    let causes = causes(
      "kubectl run a --image=python:3.12",
      "kubectl wait pod/a --for=condition=Ready --timeout=9s")
    #expect(
      causes[1].hasPrefix(WorldLackTests.python + "a is ErrImagePull on node-"), "\(causes[1])")
    #expect(!causes[1].contains("; last: "))
  }

  @Test func thePodOfAJobSaysWhatItWaitsFor() {
    let causes = causes(
      "kubectl create job pi --image=perl:5",
      "kubectl wait job/pi --for=condition=complete --timeout=9s")
    #expect(causes[1].hasPrefix("this world has no image perl ("), "\(causes[1])")
    #expect(causes[1].contains(" is ErrImagePull on node-"), "\(causes[1])")
  }

  @Test func thePodsOfADeployment() {
    let causes = causes(
      "kubectl create deployment d --image=nginx:0.0.0",
      "kubectl rollout status deployment d --timeout=9s")
    #expect(
      causes[1].hasPrefix("this world has no nginx with the tag 0.0.0; d waits: "), "\(causes[1])")
  }

  @Test(arguments: ["docker run python:3.12", "docker pull python"])
  func anImageForDocker(_ command: String) {
    let cause = causes(command, frontMatter: "cluster: none")[0]
    #expect(cause.hasPrefix("this world has no image python ("), "\(cause)")
  }

  @Test func aCluster() {
    let causes = causes("kubectl get pods", "ls nowhere", frontMatter: "cluster: none")
    #expect(causes[0] == "this chapter has no cluster: its front matter says `cluster: none`")
    #expect(!causes[1].contains("cluster: none"))
  }

  @Test(arguments: ["docker -H ssh://host-2 ps", "ssh host-2 true"])
  func aHost(_ command: String) {
    #expect(
      causes(command, frontMatter: "cluster: none") == [
        "this chapter has no host host-2: put `hosts: 2` into its front matter"
      ])
    #expect(
      causes(command, frontMatter: "hosts: 1") == [
        "this chapter has no host host-2: its front matter says `hosts: 1`"
      ])
    #expect(!causes(command, frontMatter: "hosts: 2")[0].contains("has no host"))
  }

  /// What is there and failed for another reason has another cause.
  @Test func whatIsThereIsNotMissing() {
    let causes = causes("docker run nginx:1.29 false", "kubectl get pod nosuch")
    #expect(causes.allSatisfy { !$0.contains("this world has no") }, "\(causes)")
  }
}
