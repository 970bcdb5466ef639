import Testing

@Suite("kubectl rollout status of a Deployment")
struct RolloutStatusTests {
  private func fixture() -> ConsoleFixture {
    let fixture = ConsoleFixture()
    fixture.run("kubectl create deployment web --image=nginx:1.25 --replicas=3")
    #expect(
      fixture.run("kubectl rollout status deployment/web")
        == """
        Waiting for deployment "web" rollout to finish: 0 of 3 updated replicas are available...
        deployment "web" successfully rolled out

        """)
    return fixture
  }

  /// The lines are those of the recording i2-deploy-rollout.
  @Test("K21: a line for each stage, and one for the end")
  func stages() {
    let fixture = fixture()
    fixture.run("kubectl set image deployment/web nginx=nginx:1.26")
    let waiting = "Waiting for deployment \"web\" rollout to finish: "
    #expect(
      fixture.run("kubectl rollout status deployment/web")
        == """
        \(waiting)1 out of 3 new replicas have been updated...
        \(waiting)1 out of 3 new replicas have been updated...
        \(waiting)1 out of 3 new replicas have been updated...
        \(waiting)2 out of 3 new replicas have been updated...
        \(waiting)2 out of 3 new replicas have been updated...
        \(waiting)2 out of 3 new replicas have been updated...
        \(waiting)1 old replicas are pending termination...
        \(waiting)1 old replicas are pending termination...
        deployment "web" successfully rolled out

        """)
  }

  @Test("K21: a rollout that is stuck ends with its deadline, or with the patience of the command")
  func failures() {
    let fixture = fixture()
    fixture.run("kubectl patch deployment web -p '{\"spec\":{\"progressDeadlineSeconds\":20}}'")
    fixture.run("kubectl set image deployment/web nginx=nginx:nosuch")
    let first =
      "Waiting for deployment \"web\" rollout to finish: 1 out of 3 new replicas have been updated...\n"
    #expect(
      fixture.run("kubectl rollout status deployment/web --timeout=5s")
        == first + "error: timed out waiting for the condition\n[1]")
    #expect(
      fixture.run("kubectl rollout status deployment/web")
        == first + "error: deployment \"web\" exceeded its progress deadline\n[1]")
    #expect(
      fixture.run("kubectl rollout status deployment/web")
        == "error: deployment \"web\" exceeded its progress deadline\n[1]")
    #expect(
      fixture.run("kubectl rollout status deployment/web --watch=false")
        == "error: deployment \"web\" exceeded its progress deadline\n[1]")
    fixture.run("kubectl rollout undo deployment/web")
    #expect(
      fixture.run("kubectl rollout status deployment/web")
        == "deployment \"web\" successfully rolled out\n")
  }
}
