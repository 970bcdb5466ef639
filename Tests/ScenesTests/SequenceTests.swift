import Scenes
import Testing

@Suite struct SequenceTests {
  private static func exchange(
    _ from: String, _ to: String, _ question: String, _ answer: String, isFailure: Bool = false
  ) -> SceneSequence.Exchange {
    SceneSequence.Exchange(
      from: from, to: to, question: question, answer: answer, isFailure: isFailure)
  }

  @Test func eachQuestionHasAnArrowAndItsAnswerAnotherOne() {
    let sequence = SceneSequence(
      title: "Who asked whom",
      exchanges: [
        Self.exchange("shop-1", "redis", "GET session:1", "nothing"),
        Self.exchange("laptop", "shop-1", "GET /cart", "503", isFailure: true),
      ])
    let html = sequence.picture(prefix: "s").html
    #expect(WrittenPicture(html).problem == nil)
    #expect(html.split(separator: "class=\"line answer\"").count == 3)
    // A failure is told by a mark, by its class and in words.
    #expect(html.split(separator: "class=\"link link-asks state-bad\"").count == 2)
    #expect(html.split(separator: "class=\"mark state-bad\"").count == 2)
    #expect(
      sequence.sentences == [
        "shop-1 asks redis: GET session:1. It answers: nothing.",
        "laptop asks shop-1: GET /cart. It answers: 503.",
      ])
  }

  @Test func manyMachinesAndHostileNamesStayInThePicture() {
    let evil = "</svg><script>" + String(repeating: "m", count: 200)
    var exchanges = (0..<60).map { Self.exchange("client", "server-\($0 % 9)", evil, evil) }
    exchanges.append(Self.exchange(evil, evil, "x", "y"))
    let sequence = SceneSequence(title: evil, exchanges: exchanges)
    let html = sequence.picture(prefix: "s").html
    #expect(WrittenPicture(html).problem == nil)
    #expect(html.split(separator: "class=\"box card state-plain\"").count == 7)
    #expect(sequence.sentences.last == "And 41 more.")
    #expect(html.split(separator: "<g class=\"link link-asks").count == 21)
  }

  @Test func aSequenceOfNothingSaysSo() {
    let sequence = SceneSequence(title: "T", exchanges: [])
    #expect(sequence.sentences == ["Nobody asked anybody."])
    #expect(WrittenPicture(sequence.picture(prefix: "s").html).problem == nil)
  }
}
