"""Items 事项, their versions, situations, required papers and bundles 一件事."""
