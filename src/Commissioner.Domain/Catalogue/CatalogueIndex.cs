using System.Collections.Frozen;

namespace Commissioner.Domain.Catalogue;

/// <summary>An item that fits a text, and why.</summary>
/// <param name="Code">The item.</param>
/// <param name="Version">Its version.</param>
/// <param name="Score">How well, among items of the same catalogue; greater is better.</param>
/// <param name="Words">Its words that stand in the text.</param>
/// <param name="Pieces">Other pieces of the text that stand in its matter or words.</param>
public sealed record CatalogueFit(string Code, int Version, double Score, IReadOnlyList<string> Words, IReadOnlyList<string> Pieces);

/// <summary>
/// Finds the items that a text is about: by their words that stand in it, and by pairs of characters that both have. What few items
/// have weighs more. Chinese is written without blanks, so pairs stand in for words; Latin letters and digits count as whole words.
/// </summary>
public sealed class CatalogueIndex
{
    /// <summary>Only so many characters of a text are looked at.</summary>
    public const int Longest = 5000;

    // A pair of characters in common says less than a word that somebody chose for the item.
    private const double PairWeight = 0.3;

    // Words that stand in every request and so tell no item from another.
    private static readonly FrozenSet<string> Empty = new[]
    {
        "企业",
        "公司",
        "我们",
        "请求",
        "希望",
        "帮助",
        "协助",
        "解决",
        "问题",
        "办理",
        "申请",
        "相关",
        "情况",
        "需要",
        "无法",
        "目前",
        "园区",
        "部门",
        "协调",
        "处理",
        "工作",
        "有关",
        "进行",
        "事项",
        "服务",
        "反映",
        "诉求",
    }.ToFrozenSet();

    private readonly IReadOnlyList<Item> _items;
    private readonly FrozenDictionary<string, int[]> _pairs;
    private readonly FrozenDictionary<string, (string Word, int[] Items)[]> _words;

    /// <summary>Indexes these items; retired ones are left out.</summary>
    public CatalogueIndex(IEnumerable<CatalogueItem> items)
    {
        _items =
        [
            .. items
                .Where(i => !i.Retired)
                .Select(i => new Item(
                    i.Code,
                    i.Version,
                    Pairs(Plain($"{i.Matter}\n{string.Join('\n', i.Words)}")).Select(p => p.Pair).ToHashSet()
                )),
        ];
        var all = items.Where(i => !i.Retired).Select((item, place) => (item, place)).ToList();
        _pairs = _items
            .SelectMany((i, place) => i.Pairs.Select(p => (p, place)))
            .GroupBy(p => p.p)
            .ToFrozenDictionary(g => g.Key, g => g.Select(p => p.place).ToArray());
        _words = all.SelectMany(i => i.item.Words.Select(w => (Word: Plain(w), i.place)))
            .GroupBy(w => w.Word, w => w.place)
            .GroupBy(g => g.Key[..2])
            .ToFrozenDictionary(g => g.Key, g => g.Select(w => (w.Key, w.Distinct().ToArray())).ToArray());
    }

    /// <summary>How many items it holds.</summary>
    public int Count => _items.Count;

    /// <summary>The items that fit a text best, best first.</summary>
    public IReadOnlyList<CatalogueFit> Find(string? text, int most = 5)
    {
        var plain = Plain(text is { Length: > Longest } ? text[..Longest] : text ?? "");
        if (plain.Length < 2 || _items.Count == 0)
        {
            return [];
        }

        var words = WordsIn(plain);
        var pairs = Pairs(plain).Select(p => p.Pair).ToHashSet();
        var scores = new double[_items.Count];
        var shared = new int[_items.Count];
        foreach (var (word, items) in words)
        {
            var weight = Rarity(items.Length) * (1 + 0.25 * (Math.Min(word.Length, 6) - 2));
            foreach (var place in items)
            {
                scores[place] += weight;
                shared[place] += 2;
            }
        }

        foreach (var pair in pairs)
        {
            foreach (var place in _pairs.GetValueOrDefault(pair, []))
            {
                scores[place] += PairWeight * Rarity(_pairs[pair].Length);
                shared[place]++;
            }
        }

        // One pair in common is chance: an item needs a word, or two pairs.
        var found = Enumerable
            .Range(0, scores.Length)
            .Where(i => shared[i] >= 2)
            .OrderByDescending(i => scores[i])
            .ThenBy(i => _items[i].Code, StringComparer.Ordinal)
            .Take(most);
        return
        [
            .. found.Select(i =>
            {
                var hit = words.Where(w => w.Items.Contains(i)).Select(w => w.Word).ToList();
                var own = hit.Where(w => !hit.Exists(o => o.Length > w.Length && o.Contains(w, StringComparison.Ordinal))).ToList();
                return new CatalogueFit(
                    _items[i].Code,
                    _items[i].Version,
                    Math.Round(scores[i], 2),
                    own,
                    Pieces(plain, _items[i].Pairs, hit)
                );
            }),
        ];
    }

    private double Rarity(int having) => Math.Log(1 + (double)_items.Count / having);

    private List<(string Word, int[] Items)> WordsIn(string plain)
    {
        Dictionary<string, int[]> found = [];
        for (var i = 0; i + 1 < plain.Length; i++)
        {
            foreach (var (word, items) in _words.GetValueOrDefault(plain.Substring(i, 2), []))
            {
                if (plain.AsSpan(i).StartsWith(word) && StandsAlone(plain, i, word.Length))
                {
                    found[word] = items;
                }
            }
        }

        return [.. found.Select(f => (f.Key, f.Value))];
    }

    // A Latin word counts only as a whole word: "ETC" is not found in "fetched".
    private static bool StandsAlone(string text, int at, int length) =>
        !IsLatin(text[at])
        || (
            (at == 0 || !IsLatin(text[at - 1]))
            && (at + length == text.Length || !IsLatin(text[at + length - 1]) || !IsLatin(text[at + length]))
        );

    /// <summary>Pieces of a plain text that are made of these pairs, and are not in these words; six at the most.</summary>
    internal static List<string> Pieces(string text, HashSet<string> pairs, List<string> words)
    {
        List<string> pieces = [];
        var (from, until) = (-1, -1);
        foreach (var (at, pair) in Pairs(text).Where(p => pairs.Contains(p.Pair)))
        {
            if (at > until - 1 && !(at == until && InsideEmpty(text, at)))
            {
                Close();
                from = at;
            }

            until = at + pair.Length;
        }

        Close();
        return
        [
            .. pieces
                .Distinct()
                .Where(p => !words.Exists(w => w.Contains(p, StringComparison.Ordinal) || p.Contains(w, StringComparison.Ordinal)))
                .Take(6),
        ];

        void Close()
        {
            if (from >= 0)
            {
                pieces.Add(text[(InsideEmpty(text, from) ? from - 1 : from)..(InsideEmpty(text, until) ? until + 1 : until)]);
            }
        }
    }

    // Whether this position splits one of the empty words; a piece is then widened to contain it whole.
    private static bool InsideEmpty(string text, int at) => at > 0 && at < text.Length && Empty.Contains(text.Substring(at - 1, 2));

    /// <summary>
    /// Pairs of neighbouring Chinese characters of a plain text, and whole words of Latin letters and digits; without those that tell
    /// nothing.
    /// </summary>
    internal static IEnumerable<(int At, string Pair)> Pairs(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsChinese(text[i]))
            {
                if (i + 1 < text.Length && IsChinese(text[i + 1]) && text.Substring(i, 2) is var pair && !Empty.Contains(pair))
                {
                    yield return (i, pair);
                }
            }
            else if (IsLatin(text[i]))
            {
                var from = i;
                while (i + 1 < text.Length && IsLatin(text[i + 1]))
                {
                    i++;
                }

                if (i > from && !text.AsSpan(from, i - from + 1).ContainsAnyExceptInRange('a', 'z'))
                {
                    yield return (from, text[from..(i + 1)]);
                }
            }
        }
    }

    /// <summary>A text as it is compared: narrow and small letters.</summary>
    internal static string Plain(string text) => FullWidth.Narrow(text).ToLowerInvariant();

    private static bool IsChinese(char c) => c is >= '\u3400' and <= '\u9FFF';

    private static bool IsLatin(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');

    private sealed record Item(string Code, int Version, HashSet<string> Pairs);
}
