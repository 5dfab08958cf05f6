namespace Commissioner.Domain;

/// <summary>Characters as a Chinese input method types them: letters, digits and signs as wide as a 汉字.</summary>
public static class FullWidth
{
    /// <summary>The same text with full-width ASCII forms (U+FF01–U+FF5E) and the ideographic space made narrow.</summary>
    public static string Narrow(string text) =>
        // Not Unicode's NFKC: that throws on broken surrogates, which people's input may contain.
        string.Create(
            text.Length,
            text,
            static (narrow, wide) =>
            {
                for (var i = 0; i < wide.Length; i++)
                {
                    narrow[i] = wide[i] switch
                    {
                        >= '\uFF01' and <= '\uFF5E' => (char)(wide[i] - 0xFEE0),
                        '\u3000' => ' ',
                        _ => wide[i],
                    };
                }
            }
        );
}
