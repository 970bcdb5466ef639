import Testing

@testable import Kubectl

@Suite("The command line is read as cobra and pflag read it")
struct CommandLineParserTests {
  private func parse(_ line: String) throws(CommandError) -> CommandLineParser.Result {
    try CommandLineParser(root: KubectlCommands.root).parse(
      line.split(separator: " ").map { String($0) })
  }

  private func message(_ line: String) -> String {
    do throws(CommandError) {
      _ = try parse(line)
      return ""
    } catch {
      return error.report
    }
  }

  @Test(arguments: [
    "get pods -o yaml -n prod", "get pods -oyaml -nprod", "get pods -o=yaml -n=prod",
    "get pods --output yaml --namespace=prod", "-n prod get pods -o yaml",
    "--namespace prod get -o yaml pods", "get -n prod --output=yaml pods",
  ])
  func allFormsOfAFlagMeanTheSame(_ line: String) throws {
    let result = try parse(line)
    #expect(result.name == "kubectl get")
    #expect(result.arguments == ["pods"])
    #expect(result.options.text(.output) == "yaml")
    #expect(result.options.text(.namespace) == "prod")
  }

  @Test func shortFlagsCombine() throws {
    let result = try parse("exec -itc nginx web-0 -- ls -l --color")
    #expect(result.options.isSet(.standardInput))
    #expect(result.options.isSet(.terminal))
    #expect(result.options.text(.container) == "nginx")
    #expect(result.arguments == ["web-0", "ls", "-l", "--color"])
    #expect(result.argumentsBeforeDash == 1)
  }

  @Test func boolsTakeAValueOnlyAfterAnEqualSign() throws {
    let off = try parse("delete pod web-0 --wait=false")
    #expect(!off.options.isSet(.wait))
    #expect(off.arguments == ["pod", "web-0"])
    let on = try parse("delete --wait pod web-0")
    #expect(on.options.isSet(.wait))
    #expect(on.arguments == ["pod", "web-0"])
  }

  @Test func listsGrowAndSplitAtCommas() throws {
    let result = try parse("apply -f a.yaml,b.yaml -f c.yaml")
    #expect(result.options.list(.filename) == ["a.yaml", "b.yaml", "c.yaml"])
    let literals = try parse("create configmap c --from-literal=a=1,2 --from-literal b=3")
    #expect(literals.options.list(.fromLiteral) == ["a=1,2", "b=3"])
  }

  @Test func subcommandsAndAliasesAreFound() throws {
    #expect(try parse("rollout status sts/web").name == "kubectl rollout status")
    #expect(try parse("create ns prod").name == "kubectl create namespace")
    #expect(try parse("create secret generic x").name == "kubectl create secret generic")
  }

  @Test(arguments: [
    (
      "get pods --nosuch",
      "error: unknown flag: --nosuch\nSee 'kubectl get --help' for usage."
    ),
    (
      "get pods -z",
      "error: unknown shorthand flag: 'z' in -z\nSee 'kubectl get --help' for usage."
    ),
    (
      "get pods -wz",
      "error: unknown shorthand flag: 'z' in -z\nSee 'kubectl get --help' for usage."
    ),
    (
      "get pods -n",
      "error: flag needs an argument: 'n' in -n\nSee 'kubectl get --help' for usage."
    ),
    (
      "get pods --output",
      "error: flag needs an argument: --output\nSee 'kubectl get --help' for usage."
    ),
    (
      "scale sts web --replicas=two",
      "error: invalid argument \"two\" for \"--replicas\" flag: strconv.ParseInt: parsing"
        + " \"two\": invalid syntax\nSee 'kubectl scale --help' for usage."
    ),
    (
      "get pods -w=maybe",
      "error: invalid argument \"maybe\" for \"-w, --watch\" flag: strconv.ParseBool: parsing"
        + " \"maybe\": invalid syntax\nSee 'kubectl get --help' for usage."
    ),
    (
      "wait pod/x --timeout=30",
      "error: invalid argument \"30\" for \"--timeout\" flag: time: missing unit in duration"
        + " \"30\"\nSee 'kubectl wait --help' for usage."
    ),
    (
      "wait pod/x --timeout=soon",
      "error: invalid argument \"soon\" for \"--timeout\" flag: time: invalid duration \"soon\"\n"
        + "See 'kubectl wait --help' for usage."
    ),
    (
      "gett pods",
      "error: unknown command \"gett\" for \"kubectl\"\n\nDid you mean this?\n\tset\n\tget"
    ),
    ("xyzzy", "error: unknown command \"xyzzy\" for \"kubectl\""),
    ("get pods --=x", "error: bad flag syntax: --=x\nSee 'kubectl get --help' for usage."),
    (
      "get pods --kubeconfig=x",
      "error: the flag --kubeconfig of 'kubectl get' is refused here: it is not simulated"
    ),
  ])
  func mistakesAreToldInKubectlsWords(_ line: String, _ report: String) {
    #expect(message(line) == report)
  }

  @Test func refusedCommandsAreReadWithoutTheirFlags() throws {
    let result = try parse("autoscale sts web --min=1 --max=4")
    #expect(result.command.refusal != nil)
  }

  /// Two flags of one command with the same name or letter would shadow each other.
  @Test func noCommandHasAFlagTwice() {
    var pending = [KubectlCommands.root]
    while let command = pending.popLast() {
      pending += command.subcommands
      let flags = command.flags + Flag.global
      let names = flags.map { $0.name }
      let letters = flags.map { $0.short }.filter { !$0.isEmpty }
      #expect(Set(names).count == names.count, "\(command.name) has a flag twice")
      #expect(Set(letters).count == letters.count, "\(command.name) has a letter twice")
      for flag in command.required { #expect(command.flags.contains { $0.name == flag.name }) }
    }
  }
}
