using System.Text.RegularExpressions;
using Commissioner.App.Pipeline;
using MediatR;

namespace Commissioner.App.Tests.Conventions;

/// <summary>What a page can do, a call can do.</summary>
public sealed class WhatPagesDoCallsDo
{
    // What a page sends and no call does, each with its reason.
    private static readonly Dictionary<string, string> PagesAlone = new()
    {
        ["LookAtLink"] = "whoever opens a message's link has a phone before it",
        ["OpenLink"] = "whoever opens a message's link has a phone before it",
        ["LookAtInvitation"] = "a program takes an invitation without looking at it",
        ["ShowBinding"] = "WeChat itself sends the browser there and back",
        ["BindWeChat"] = "WeChat itself sends the browser there and back",
        ["BindExternalLogin"] = "the provider sends the browser there and back",
        ["ListHandedOver"] = "GET /hand-overs says the same and more",
        ["ReadFinding"] = "GET /visits/{id} says what was found",
        ["ProposeHandler"] = "GET /cases/{id} says who dealt with what; a form begins with one of them",
        ["ListNotes"] = "what colleagues say among themselves is for people and not for a program's store",
        ["AddNote"] = "what colleagues say among themselves is for people and not for a program's store",
        ["ListPhrases"] = "a program has words of its own",
        ["KeepPhrase"] = "a program has words of its own",
        ["RemovePhrase"] = "a program has words of its own",
        ["CountCases"] = "a program counts what it reads",
        ["ListCaseChoices"] = "GET /departments and /organisation say the same and more",
        ["ListSavedViews"] = "a program keeps the addresses that it asks by itself",
        ["CountViews"] = "a program keeps the addresses that it asks by itself",
        ["SaveView"] = "a program keeps the addresses that it asks by itself",
        ["DeleteView"] = "a program keeps the addresses that it asks by itself",
        ["ListChosen"] = "a program makes each move by its own call, and rehearses it there",
        ["ListCommissioners"] = "GET /commissioners says the same and more",
    };

    [Test]
    public void Every_request_that_a_page_sends_is_sent_by_a_call()
    {
        var requests = Product
            .Types.Where(t => typeof(IBaseRequest).IsAssignableFrom(t) && !typeof(IJob).IsAssignableFrom(t) && t.IsClass)
            .Select(t => t.Name)
            .ToList();
        Assert.That(requests, Has.Count.GreaterThan(150));
        var pages = Read(Product.Files("Features", "*.cshtml.cs").Concat(Product.Files("Features", "*Model.cs")));
        var calls = Read(
            Product
                .Files("Features", "*.cs")
                .Where(f => !f.EndsWith(".cshtml.cs", StringComparison.Ordinal))
                .Where(f => Product.Read(f).Contains(": IApi\n", StringComparison.Ordinal))
                .Append("Hosting/ApiSaying.cs")
        );
        var lacking = requests.Where(r => Sends(pages, r) && !Sends(calls, r)).ToList();
        Assert.That(requests.Count(r => Sends(pages, r)), Is.GreaterThan(100));
        Assert.That(lacking, Is.EquivalentTo(PagesAlone.Keys));
    }

    private static string Read(IEnumerable<string> files) => string.Join('\n', files.Select(Product.Read));

    private static bool Sends(string sources, string request) => Regex.IsMatch(sources, $@"\bnew (\w+\.)*{request}\(|<{request}[,>]");
}
